//! What is read, and what is wrong usage.

use clap::{CommandFactory, error::ErrorKind};

use super::*;

fn parse(line: &str) -> Result<Arguments, ErrorKind> {
    let words = line.split(' ').map(|word| word.replace('_', " "));
    Arguments::try_parse_from(std::iter::once("etabli".to_owned()).chain(words))
        .map_err(|error| error.kind())
}

#[test]
fn the_definition_holds_together() {
    Arguments::command().debug_assert();
}

#[test]
fn common_arguments_go_before_and_after_the_job() {
    for line in ["--json --data d --lang fr item list", "item list --json --data d --lang fr"] {
        let read = parse(line).unwrap();
        assert!(read.common.json);
        assert_eq!(read.common.lang, Some(Lang::Fr));
        assert_eq!(read.common.data, Some("d".into()));
        assert_eq!(read.common.wait, Span(Duration::from_secs(30)));
    }
}

#[test]
fn reads_the_documented_lines() {
    for line in [
        "space create --name Atelier_du_Port --member Ana",
        "space list",
        "space show --space port",
        "demo",
        "demo --remove",
        "invite --uses 3 --expires 7d --qr",
        "invite --approve ask",
        "join etabli:abc --member Bo --timeout 60s",
        "join etabli:abc",
        "join etabli:abc --cancel",
        "member list",
        "member show Bo",
        "member role Bo steward",
        "member suspend Bo",
        "member reinstate Bo",
        "member exclude Bo",
        "member contact --phone 0612345678",
        "member forget",
        "member leave",
        "member invites",
        "member uninvite 1a2b",
        "member guests",
        "member admit Bo",
        "member refuse 1a2b",
        "member decisions",
        "member claims",
        "member ratify 1a2b",
        "device list --of Bo",
        "device add --qr --timeout 5m",
        "device add --for Bo --yes",
        "device revoke 1a2b",
        "device reinstate 1a2b",
        "space rules",
        "space rules --set 2",
        "space policy edit-catalogue steward",
        "import tools.csv --format csv --map Nom=name --map N°=tag --dry-run --report r.csv",
        "import holidays.ics --into Hall --closed --until 2027-12-31",
        "export --format json --what all -o out.json",
        "export --format automerge -o out",
        "item add --name Drill --tag T1 --category Power --place B3 --quantity 2 --owner space",
        "item edit T1 --name Drill_2",
        "item show T1",
        "item remove T1",
        "item restore T1",
        "place remove B3",
        "place restore B3",
        "bin list",
        "undo",
        "redo",
        "history",
        "history T1 --of Bo --part loans --since 2026-11-01 --limit 10",
        "item settle T1 name Drill",
        "item revert T1 name Drill",
        "item photo add T1 a.jpg b.png --alt The_drill",
        "item photo list T1",
        "item photo get T1 -o a.jpg",
        "item photo get T1 2 -o a.jpg --timeout 5s",
        "item file add T1 manual.pdf",
        "item file fetch T1 manual.pdf",
        "item file edit T1 1 --alt Front --first",
        "item file remove T1 manual.pdf",
        "item list drill --status available",
        "place add --name B3 --in Workshop",
        "place list",
        "place find wifi --kind meeting --people 6 --from tomorrow --to 16:00",
        "booking list --to-confirm",
        "place hours import hours.ics --into Cave --dry-run",
        "lend T1 --to Bo --due +7d --quantity 1 --since 2026-11-01",
        "return T1",
        "return T1 --at 2026-11-01",
        "loan list --open --overdue --of Bo",
        "search cordless drill",
        "serve --web 127.0.0.1:0 --json-token t",
        "serve --no-web --keep-files",
        "sync --once --timeout 5",
        "sync --with abc",
        "status",
        "verify --json",
        "store convert --to redb --space port",
        "store compact",
        "backup create --to port.etabli-backup",
        "backup list",
        "backup folder /media/key",
        "backup restore port.etabli-backup --to copy",
    ] {
        if let Err(kind) = parse(line) {
            panic!("{line}: {kind}");
        }
    }
}

#[test]
fn wrong_usage_is_refused() {
    assert_eq!(parse("item add").unwrap_err(), ErrorKind::MissingRequiredArgument);
    assert_eq!(parse("fly").unwrap_err(), ErrorKind::InvalidSubcommand);
    assert_eq!(parse("item list --lang de").unwrap_err(), ErrorKind::InvalidValue);
    assert_eq!(parse("item list --wait long").unwrap_err(), ErrorKind::ValueValidation);
    assert_eq!(parse("import f --map name").unwrap_err(), ErrorKind::ValueValidation);
    assert_eq!(parse("serve --web a --no-web").unwrap_err(), ErrorKind::ArgumentConflict);
}

#[test]
fn a_time_is_a_number_and_a_unit() {
    assert_eq!("90".parse(), Ok(Span(Duration::from_secs(90))));
    assert_eq!("5m".parse(), Ok(Span(Duration::from_secs(300))));
    assert_eq!("7d".parse(), Ok(Span(Duration::from_secs(604_800))));
    for wrong in ["", "s", "-1s", "1w", "1.5h", "é"] {
        assert_eq!(wrong.parse::<Span>(), Err(ParseSpanError), "{wrong}");
    }
}

#[test]
fn a_column_may_hold_the_sign_that_separates() {
    let mapping: Mapping = "a=b=name".parse().unwrap();
    assert_eq!((mapping.column.as_str(), mapping.field.as_str()), ("a=b", "name"));
}
