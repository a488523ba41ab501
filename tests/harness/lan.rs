//! Computers on cables: network namespaces joined by switches, all of it gone with the test.
//!
//! Nothing outside the namespaces made here is touched. A host's cable can be pulled and put into
//! the other switch; the host does not notice but by what no longer answers.

use std::{
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

static LANS: AtomicU32 = AtomicU32::new(0);

/// A switch that hosts can be plugged into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Switch {
    /// The one.
    First,
    /// The other.
    Second,
}

/// Switches and the hosts around them.
#[derive(Debug)]
pub(crate) struct Lan {
    name: String,
    hosts: u8,
}

/// A computer with one network interface.
#[derive(Debug, Clone)]
pub(crate) struct Host {
    namespace: String,
    number: u8,
}

impl Host {
    /// Returns the words that run a program on this host.
    pub(crate) fn run(&self) -> [&str; 4] {
        ["ip", "netns", "exec", &self.namespace]
    }
}

impl Switch {
    const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
        }
    }
}

impl Lan {
    /// Makes two switches, or says what this machine lacks.
    pub(crate) fn new() -> Result<Self, String> {
        let number = LANS.fetch_add(1, Ordering::Relaxed);
        let lan = Self { name: format!("etabli-{}-{number}", std::process::id()), hosts: 0 };
        ip(&format!("netns add {}", lan.name)).map_err(|said| {
            format!("needs root and `ip` (apt-get install iproute2): {}", said.trim())
        })?;
        for switch in [Switch::First, Switch::Second] {
            let (name, switch) = (&lan.name, switch.name());
            ip(&format!("-n {name} link add {switch} type bridge mcast_snooping 0"))?;
            ip(&format!("-n {name} link set {switch} up"))?;
        }
        Ok(lan)
    }

    /// Adds a computer, plugged into `switch`.
    pub(crate) fn host(&mut self, switch: Switch) -> Host {
        self.hosts += 1;
        let host = Host { namespace: format!("{}-{}", self.name, self.hosts), number: self.hosts };
        let (lan, name, port) = (&self.name, &host.namespace, host.number);
        must(&format!("netns add {name}"));
        must(&format!("-n {lan} link add port{port} type veth peer name eth0 netns {name}"));
        must(&format!("-n {lan} link set port{port} up"));
        must(&format!("-n {name} link set lo up"));
        must(&format!("-n {name} link set eth0 up"));
        self.address(&host, 77);
        self.plug(&host, switch);
        host
    }

    /// Puts a host's cable into a switch, out of whichever it was in.
    pub(crate) fn plug(&self, host: &Host, switch: Switch) {
        must(&format!("-n {} link set port{} master {}", self.name, host.number, switch.name()));
    }

    /// Pulls a host's cable.
    pub(crate) fn pull(&self, host: &Host) {
        must(&format!("-n {} link set port{} nomaster", self.name, host.number));
    }

    /// Gives a host the address it has in the network `10.net.0.0`, and no other.
    pub(crate) fn address(&self, host: &Host, net: u8) {
        let name = &host.namespace;
        must(&format!("-n {name} addr flush dev eth0 scope global"));
        must(&format!("-n {name} addr add 10.{net}.0.{}/24 dev eth0", host.number));
        // Multicast needs a route.
        must(&format!("-n {name} route replace default dev eth0"));
    }
}

impl Drop for Lan {
    fn drop(&mut self) {
        let hosts = (1..=self.hosts).map(|number| format!("{}-{number}", self.name));
        for namespace in hosts.chain([self.name.clone()]) {
            if let Err(said) = ip(&format!("netns del {namespace}")) {
                eprintln!("{namespace} stays: {said}");
            }
        }
    }
}

#[track_caller]
fn must(words: &str) {
    if let Err(said) = ip(words) {
        panic!("ip {words}: {said}");
    }
}

fn ip(words: &str) -> Result<(), String> {
    let run = Command::new("ip").args(words.split(' ')).stdin(Stdio::null()).output();
    match run {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => Err(error.to_string()),
    }
}
