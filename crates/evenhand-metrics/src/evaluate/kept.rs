use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What is worked out once under each key: whoever asks for it meanwhile waits instead of working it out as well.
///
/// What is beyond the most that is kept is worked out each time, with the same result.
#[derive(Debug)]
pub(crate) struct Kept<K, V> {
    known: Mutex<HashMap<K, Arc<OnceLock<V>>>>,
    most: usize,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self::up_to(usize::MAX)
    }
}

impl<K, V> Kept<K, V> {
    /// Keeps so many at most.
    pub fn up_to(most: usize) -> Self {
        Self {
            known: Mutex::default(),
            most,
        }
    }
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    /// What is kept under a key, worked out if need be; not to be asked for by the work itself.
    pub fn get(&self, key: K, work: impl FnOnce() -> V) -> V {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let place = match known.get(&key) {
            Some(place) => place.clone(),
            None if known.len() < self.most => known.entry(key).or_default().clone(),
            None => {
                drop(known);
                return work();
            }
        };
        drop(known);
        place.get_or_init(work).clone()
    }

    /// Forgets everything: what is asked for again is worked out again.
    pub fn forget(&self) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let forgotten = std::mem::take(&mut *known);
        drop(known);
        drop(forgotten);
    }

    /// What is kept under a key, if it is.
    pub fn known(&self, key: &K) -> Option<V> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key)?.get().cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_worked_out_once_and_the_rest_each_time() {
        let kept = Kept::up_to(1);
        assert_eq!(kept.get("a", || 1), 1);
        assert_eq!(kept.get("a", || 2), 1);
        assert_eq!(kept.get("b", || 3), 3);
        assert_eq!(kept.get("b", || 4), 4);
        assert_eq!((kept.known(&"a"), kept.known(&"b")), (Some(1), None));
        kept.forget();
        assert_eq!(kept.get("b", || 5), 5);
    }
}
