//! How much memory a piece of work takes at its worst, counted where it is allocated.
//!
//! Counts are per thread, so that tests beside each other do not disturb them. What a C library
//! allocates is not seen.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

/// The system's allocator, counting. A test binary names it as its global allocator.
#[derive(Debug, Clone, Copy, Default)]
pub struct Meter;

thread_local! {
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

/// Does `work`, and returns how many bytes more than before were alive at once.
pub fn peak_of<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = LIVE.get();
    PEAK.set(before);
    let done = work();
    (done, usize::try_from(PEAK.get() - before).unwrap_or(0))
}

fn count(more: usize, less: usize) {
    let live = LIVE.get().wrapping_add_unsigned(more).wrapping_sub_unsigned(less);
    LIVE.set(live);
    if live > PEAK.get() {
        PEAK.set(live);
    }
}

#[expect(unsafe_code, reason = "an allocator cannot be written without; it only passes on")]
// SAFETY: every call goes to the system's allocator with the arguments it came with.
unsafe impl GlobalAlloc for Meter {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller's promise.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Moving may need both at once.
        count(size, 0);
        count(0, layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.realloc(place, layout, size) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(place, layout) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[global_allocator]
    static METER: Meter = Meter;

    #[test]
    fn counts_what_is_alive_at_once() {
        let (_, peak) = peak_of(|| {
            for _ in 0..10 {
                drop(std::hint::black_box(vec![1_u8; 1_000_000]));
            }
        });
        assert!((1_000_000..1_100_000).contains(&peak), "{peak}");
        let (kept, peak) = peak_of(|| (0..10).map(|_| vec![1_u8; 1_000_000]).collect::<Vec<_>>());
        assert!(peak >= 10_000_000, "{peak}");
        drop(kept);
    }

    #[test]
    fn another_thread_does_not_count() {
        let (_, peak) = peak_of(|| {
            std::thread::spawn(|| drop(std::hint::black_box(vec![1_u8; 10_000_000]))).join()
        });
        assert!(peak < 1_000_000, "{peak}");
    }
}
