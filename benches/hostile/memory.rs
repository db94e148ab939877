//! The memory of this process, as Linux tells it: pages that were touched, whoever asked for them.

use std::fs;

/// What the process holds now, from where the peak is counted anew; `None` where the system does not tell.
pub fn settled() -> Option<usize> {
    // "5" forgets the peak (proc(5), clear_refs)
    fs::write("/proc/self/clear_refs", "5").ok()?;
    told("VmRSS:")
}

/// The most that the process held since.
pub fn peak() -> Option<usize> {
    told("VmHWM:")
}

fn told(field: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    let kilobytes: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
