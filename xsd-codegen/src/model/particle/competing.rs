//! Which wildcards compete for an element: both may stand next (XSD 1.0 part 1, section 3.8.6, forbids that, and contracts
//! have it all the same). Reading cannot tell them apart.

use crate::diagnostic::Span;
use crate::model::Namespaces;
use crate::schema::{Particle, Term};

/// A wildcard, by the place where it is declared.
type Wildcard<'p> = (Span, &'p Namespaces);

/// The pairs of wildcards that compete in particles that stand one after the other.
pub(super) fn pairs(particles: &[&Particle]) -> Vec<(Span, Span)> {
    let mut next = Next::default();
    let whole = next.in_sequence(particles.iter().copied());
    next.behind.push(whole.first);
    let mut pairs = Vec::new();
    for together in next.behind {
        for (at, (one, admitted)) in together.iter().enumerate() {
            let others = together.iter().skip(at + 1).filter(|(other, _)| other != one);
            let rivals = others.filter(|(_, namespaces)| admitted.overlaps(namespaces));
            pairs.extend(rivals.map(|(other, _)| (*one, *other)));
        }
    }
    pairs
}

/// The wildcards that may stand next, behind each element and each wildcard.
#[derive(Default)]
struct Next<'p> {
    behind: Vec<Vec<Wildcard<'p>>>,
}

/// What is at the ends of a particle.
struct Ends<'p> {
    /// Whether nothing at all satisfies it.
    is_emptiable: bool,
    /// The wildcards that it may begin with.
    first: Vec<Wildcard<'p>>,
    /// Where in `behind` that stands which it may end with.
    last: Vec<usize>,
}

impl<'p> Next<'p> {
    fn particle(&mut self, particle: &'p Particle) -> Ends<'p> {
        if particle.max == Some(0) {
            return Ends { is_emptiable: true, first: Vec::new(), last: Vec::new() };
        }
        let mut ends = match &particle.term {
            Term::Element(_) | Term::Substitution(_) => self.one(Vec::new()),
            Term::Any(namespaces) => self.one(vec![(particle.annotation.span, namespaces)]),
            Term::Sequence(inner) => self.in_sequence(inner),
            Term::Choice(inner) => self.in_choice(inner),
            Term::All(inner) => {
                let ends = self.in_choice(inner);
                self.follow(&ends.last, &ends.first);
                Ends { is_emptiable: inner.iter().all(|inner| inner.min == 0), ..ends }
            }
        };
        if super::repeats(particle) {
            self.follow(&ends.last, &ends.first);
        }
        ends.is_emptiable |= particle.min == 0;
        ends
    }

    fn one(&mut self, first: Vec<Wildcard<'p>>) -> Ends<'p> {
        self.behind.push(Vec::new());
        Ends { is_emptiable: false, first, last: vec![self.behind.len() - 1] }
    }

    fn in_sequence(&mut self, particles: impl IntoIterator<Item = &'p Particle>) -> Ends<'p> {
        let mut all = Ends { is_emptiable: true, first: Vec::new(), last: Vec::new() };
        for particle in particles {
            let ends = self.particle(particle);
            self.follow(&all.last, &ends.first);
            if all.is_emptiable {
                all.first.extend(&ends.first);
            }
            if !ends.is_emptiable {
                all.last.clear();
            }
            all.last.extend(ends.last);
            all.is_emptiable &= ends.is_emptiable;
        }
        all
    }

    fn in_choice(&mut self, particles: &'p [Particle]) -> Ends<'p> {
        let mut all = Ends { is_emptiable: particles.is_empty(), first: Vec::new(), last: Vec::new() };
        for particle in particles {
            let ends = self.particle(particle);
            all.first.extend(ends.first);
            all.last.extend(ends.last);
            all.is_emptiable |= ends.is_emptiable;
        }
        all
    }

    /// Notes that `first` may stand behind each of `last`.
    fn follow(&mut self, last: &[usize], first: &[Wildcard<'p>]) {
        for at in last {
            if let Some(behind) = self.behind.get_mut(*at) {
                for wildcard in first {
                    if !behind.iter().any(|(span, _)| *span == wildcard.0) {
                        behind.push(*wildcard);
                    }
                }
            }
        }
    }
}
