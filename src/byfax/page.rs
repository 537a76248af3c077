//! Pages of lists.

use super::common::{ListPagination, StateCodes};
use super::reply::Refusal;

/// Items of the largest page.
const MOST_ITEMS: usize = 10_000;

/// A part of a list.
#[derive(Debug, PartialEq)]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    /// Items of the whole list.
    pub(crate) total: i32,
}

impl<T> Page<T> {
    /// The page of `list` that is asked for; the first one is 0, and one behind the end is empty.
    pub(crate) fn of(list: Vec<T>, asked: &ListPagination) -> Result<Self, Refusal> {
        let invalid = |message: String| Refusal::new(StateCodes::ApiRequestValidate, message);
        let size = usize::try_from(asked.page_size).ok().filter(|size| (1..=MOST_ITEMS).contains(size));
        let size = size.ok_or_else(|| invalid(format!("pageSize is a number from 1 to {MOST_ITEMS}")))?;
        let number = usize::try_from(asked.page_number);
        let number = number.map_err(|_| invalid("pageNumber is 0 for the first page, or more".to_owned()))?;
        let total = i32::try_from(list.len()).unwrap_or(i32::MAX);
        let items = list.into_iter().skip(number.saturating_mul(size)).take(size).collect();
        Ok(Self { items, total })
    }

    /// Items of this page.
    pub(crate) fn count(&self) -> i32 {
        i32::try_from(self.items.len()).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(number: i32, size: i32) -> Result<Vec<u32>, StateCodes> {
        let page = Page::of(vec![1, 2, 3, 4, 5], &ListPagination::new(number, size));
        page.map(|page| {
            assert_eq!(page.total, 5);
            page.items
        })
        .map_err(|refusal| refusal.code)
    }

    #[test]
    fn pages_are_counted_from_zero() {
        assert_eq!(page(0, 2), Ok(vec![1, 2]));
        assert_eq!(page(2, 2), Ok(vec![5]));
        assert_eq!(page(3, 2), Ok(vec![]));
        assert_eq!(page(0, 10_000), Ok(vec![1, 2, 3, 4, 5]));
        assert_eq!(page(i32::MAX, 10_000), Ok(vec![]));
    }

    #[test]
    fn sizes_and_numbers_have_bounds() {
        for (number, size) in [(0, 0), (0, -1), (0, 10_001), (-1, 10)] {
            assert_eq!(page(number, size), Err(StateCodes::ApiRequestValidate), "{number}, {size}");
        }
    }
}
