//! The sandbox's time.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use xsd_runtime::types::DateTime;
use xsd_runtime::types::jiff::tz::Offset;
use xsd_runtime::types::jiff::{SignedDuration, Timestamp};

/// How much real time passes between two ticks.
const TICK: Duration = Duration::from_millis(100);

/// The time that the faxes of a sandbox live by. Clones share it.
///
/// ```
/// use std::time::Duration;
///
/// use fax_sandbox::Clock;
///
/// let clock = Clock::manual();
/// let before = clock.now();
/// clock.clone().advance(Duration::from_secs(60));
/// assert_eq!(clock.now().duration_since(before).as_secs(), 60);
/// ```
#[derive(Clone, Debug)]
pub struct Clock {
    /// When a clock that stands still was made.
    stands_at: Option<Timestamp>,
    /// How far the clock was put forward.
    ahead: Arc<watch::Sender<Duration>>,
}

impl Clock {
    /// A clock that shows the real time until it is put forward.
    #[must_use]
    pub fn real() -> Self {
        Self::starting(None)
    }

    /// A clock that shows the time at which it was made, to the second, and stands still until it is put forward.
    #[must_use]
    pub fn manual() -> Self {
        let now = Timestamp::now();
        Self::starting(Some(Timestamp::from_second(now.as_second()).unwrap_or(now)))
    }

    fn starting(stands_at: Option<Timestamp>) -> Self {
        Self { stands_at, ahead: Arc::new(watch::Sender::new(Duration::ZERO)) }
    }

    /// Puts it forward; the end of the year 9999 is as far as it goes.
    pub fn advance(&self, by: Duration) {
        self.ahead.send_modify(|ahead| *ahead = ahead.saturating_add(by));
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        after(self.stands_at.unwrap_or_else(Timestamp::now), *self.ahead.borrow())
    }

    /// Waits until the time may be another: after 100 ms of real time, or once the clock is put forward.
    pub(crate) async fn tick(&self) {
        let mut ahead = self.ahead.subscribe();
        // Both ends of the wait mean the same, and the sender lives as long as `self`.
        let _ = tokio::time::timeout(TICK, ahead.changed()).await;
    }
}

/// `by` later than `time`, at most the last time that there is.
pub(crate) fn after(time: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| time.checked_add(by).ok()).unwrap_or(Timestamp::MAX)
}

/// The time that a date stands for; one without a zone is taken for UTC.
pub(crate) fn moment(date: DateTime) -> Timestamp {
    let in_utc = || Offset::UTC.to_timestamp(date.civil()).unwrap_or(Timestamp::MAX);
    date.to_timestamp().unwrap_or_else(in_utc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_it_is_told() {
        let clock = Clock::manual();
        let start = clock.now();
        std::thread::sleep(Duration::from_millis(5));
        assert_eq!(clock.now(), start);
        assert_eq!(start.subsec_nanosecond(), 0);
        clock.advance(Duration::from_millis(1500));
        assert_eq!(clock.now().duration_since(start), SignedDuration::from_millis(1500));
    }

    #[test]
    fn a_real_clock_moves_by_itself_and_can_be_put_forward() {
        let clock = Clock::real();
        assert!(clock.now().duration_since(Timestamp::now()).abs() < SignedDuration::from_secs(5));
        clock.advance(Duration::from_secs(3600));
        assert!(clock.now().duration_since(Timestamp::now()) > SignedDuration::from_secs(3590));
    }

    #[test]
    fn it_ends_with_the_last_time_there_is() {
        let clock = Clock::manual();
        clock.advance(Duration::MAX);
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), Timestamp::MAX);
    }

    #[tokio::test]
    async fn a_tick_ends_when_the_clock_is_put_forward_and_without() {
        let clock = Clock::manual();
        clock.tick().await;
        let waits = tokio::spawn({
            let clock = clock.clone();
            async move { clock.tick().await }
        });
        clock.advance(Duration::from_secs(1));
        waits.await.unwrap();
    }
}
