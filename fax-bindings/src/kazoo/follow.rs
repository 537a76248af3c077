//! A fax, followed from the queue to the outbox.

use std::time::Duration;

use super::{
    ArchivedFax, Envelope, Error, FaxJob, Faxes, GregorianSeconds, JobStatus, ListQuery, RefusalKind,
};

/// How long a fax may be neither in the queue nor in the outbox: servers try to move it every 5 seconds, 5 times.
const GAP: Duration = Duration::from_secs(30);
/// Questions that are asked in that time, at least and at most.
const LEAST_QUESTIONS: u32 = 6;
const MOST_QUESTIONS: u32 = 30;
/// Faxes of the outbox that are looked through, so that a list without end has one.
const MOST_LISTED: u32 = 1000;

/// Where a fax is that was sent.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Followed {
    /// In the queue.
    Queue(Box<FaxJob>),
    /// In the outbox: it has ended.
    Outbox(Box<ArchivedFax>),
}

impl Faxes {
    /// A fax, wherever it is by now: in the queue, or in the outbox under its new id. `id` is that of the queue, as sending
    /// gave it.
    ///
    /// # Errors
    /// [`NotFound`](RefusalKind::NotFound) when it is in neither, which lasts some seconds when it is being moved.
    pub async fn find(&self, id: &str) -> Result<Followed, Error> {
        match self.outgoing_fax(id).await {
            Ok(fax) => Ok(Followed::Queue(Box::new(fax.into_inner()))),
            Err(error) if is_not_found(&error) => {
                Ok(Followed::Outbox(Box::new(self.archived(id, None).await?.into_inner())))
            }
            Err(error) => Err(error),
        }
    }

    /// Asks for a fax until it has ended, and gives it as the outbox has it: whether it was sent says
    /// [`is_delivered`](ArchivedFax::is_delivered). `id` is that of the queue, as sending gave it. Between two questions it
    /// waits for `pause`; 10 to 30 seconds are good, since each one takes a token of the bucket.
    ///
    /// When a fax ends, it moves: from `outgoing/J` to `outbox/YYYYMM-J`, with year and month of its creation (UTC). Where
    /// it cannot be found there it is looked for in the list of the outbox. For about 30 seconds that it is in neither is taken
    /// to mean that it is being moved.
    ///
    /// It waits as long as it takes, and for ever where a document cannot be converted
    /// ([`AttachingFiles`](JobStatus::AttachingFiles)): put a limit to it with `tokio::time::timeout`.
    ///
    /// # Errors
    /// When a question fails, [`NotFound`](RefusalKind::NotFound) when the fax stays nowhere. The fax goes its way all the
    /// same; ask again.
    pub async fn wait_until_done(&self, id: &str, pause: Duration) -> Result<Envelope<ArchivedFax>, Error> {
        let mut created = None;
        let mut patience = questions(pause);
        loop {
            let is_over = match self.outgoing_fax(id).await {
                Ok(fax) => {
                    created = fax.created.or(created);
                    // Servers take a fax away when it is over; one that does not do so at once is given the time.
                    fax.status.as_ref().is_some_and(JobStatus::is_final)
                }
                Err(error) if is_not_found(&error) => true,
                Err(error) => return Err(error),
            };
            if is_over {
                match self.archived(id, created).await {
                    Err(error) if is_not_found(&error) && patience > 0 => patience -= 1,
                    result => return result,
                }
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// The fax of the outbox that was this one of the queue.
    async fn archived(
        &self,
        id: &str,
        created: Option<GregorianSeconds>,
    ) -> Result<Envelope<ArchivedFax>, Error> {
        let month = created.unwrap_or_else(GregorianSeconds::now).year_and_month();
        let not_found = match self.outbox_fax(&format!("{month}-{id}")).await {
            Err(error) if is_not_found(&error) => error,
            result => return result,
        };
        // The month may be another one by the server's clock. The newest come first.
        let mut outbox = self.outbox(ListQuery::new());
        for _ in 0..MOST_LISTED {
            let Some(fax) = outbox.next().await else { break };
            let fax = fax?;
            if fax.id.rsplit('-').next() == Some(id) {
                return self.outbox_fax(&fax.id).await;
            }
        }
        Err(not_found)
    }
}

/// How often it is asked for a fax that is nowhere.
fn questions(pause: Duration) -> u32 {
    let pause = pause.max(Duration::from_millis(1));
    let questions =
        u32::try_from(GAP.as_millis().div_ceil(pause.as_millis().max(1))).unwrap_or(MOST_QUESTIONS);
    questions.clamp(LEAST_QUESTIONS, MOST_QUESTIONS)
}

fn is_not_found(error: &Error) -> bool {
    error.refusal().is_some_and(|refusal| refusal.kind == RefusalKind::NotFound)
}

impl JobStatus {
    /// Whether nothing changes any more: [`Completed`](Self::Completed) and [`Failed`](Self::Failed). What is unknown is
    /// not final: it is text of the server's while a fax is being sent.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Completed | Self::Failed)
    }
}

impl ArchivedFax {
    /// Whether a fax of the outbox was sent, by its result, or where that does not say so, by its status. `None` where
    /// nothing says so.
    #[must_use]
    pub fn is_delivered(&self) -> Option<bool> {
        let by_result = self.tx_result.as_ref().and_then(|result| result.success());
        by_result.or(match &self.status {
            Some(JobStatus::Completed) => Some(true),
            Some(JobStatus::Failed) => Some(false),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_of_half_a_minute_is_waited_through_but_no_flood_is_sent() {
        for (seconds, expected) in [(0.0, 30), (0.5, 30), (2.0, 15), (5.0, 6), (30.0, 6)] {
            assert_eq!(questions(Duration::from_secs_f64(seconds)), expected, "{seconds}");
        }
    }

    #[test]
    fn the_result_says_whether_a_fax_was_sent() {
        let fax = |json: &str| serde_json::from_str::<ArchivedFax>(json).unwrap().is_delivered();
        assert_eq!(fax(r#"{"id": "1", "tx_result": {"success": true}}"#), Some(true));
        assert_eq!(fax(r#"{"id": "1", "tx_result": {"success": true}, "status": "failed"}"#), Some(true));
        assert_eq!(fax(r#"{"id": "1", "tx_result": {"success": false}}"#), Some(false));
        assert_eq!(fax(r#"{"id": "1", "tx_result": {}, "status": "failed"}"#), Some(false));
        assert_eq!(fax(r#"{"id": "1", "status": "completed"}"#), Some(true));
        assert_eq!(fax(r#"{"id": "1", "status": "pending"}"#), None);
        assert_eq!(fax(r#"{"id": "1"}"#), None);
    }
}
