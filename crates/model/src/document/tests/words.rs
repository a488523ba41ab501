//! The space's own words and the names of devices: written in one form for ever, read whatever is
//! there.

use data_encoding::HEXLOWER;
use expect_test::expect;

use super::*;
use crate::id::DeviceId;
use crate::vocabulary::{Term, Tongue, Wording};

fn call(term: Term, tongue: Tongue, one: &str, many: &str) -> Edit {
    Edit::SetWord { term, tongue, words: Wording::parse(one, many).ok() }
}

#[test]
fn words_are_written_as_they_always_were() {
    let mut document = catalogue();
    let edits = [call(Term::Place, Tongue::French, "établi", "établis")];
    let changes = edit(&mut document, ALICE, &edits);
    expect!["856f4a83196ace6b01880101f408beb689c22d76f6c1238d26192c8fd72ac60d789c459e898508765b2ea6ed10a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a10104c08df6d706000110657461626c692d67656e657369732d310801020202150f340142025603571070027f017f037f0d776f72643a66723a706c616365017f017f8602c3a97461626c690ac3a97461626c69737f00"].assert_eq(&HEXLOWER.encode(&changes[0]));
    let written = document.written(Subject::Space, "word:fr:place");
    assert_eq!(written[0].text, "établi\nétablis");
}

#[test]
fn each_language_has_its_own_words_and_none_means_the_usual_ones() {
    let mut document = catalogue();
    let (fr, en) = (Tongue::French, Tongue::English);
    edit(&mut document, ALICE, &[call(Term::Place, fr, "établi", "établis")]);
    edit(&mut document, BOB, &[call(Term::Place, en, "bench", "benches")]);
    let words = document.words();
    assert_eq!(words[&(Term::Place, fr)].many(), "établis");
    assert_eq!(words[&(Term::Place, en)].one(), "bench");
    edit(&mut document, ALICE, &[call(Term::Place, fr, "", "")]);
    assert_eq!(document.words().into_keys().collect::<Vec<_>>(), [(Term::Place, en)]);
    let member = Document::new(DocumentId::Member(MemberId(EntryId([4; 32]))));
    assert!(member.words().is_empty());
}

#[test]
fn what_anybody_wrote_there_is_read_within_bounds_and_kept() {
    let mut document = catalogue();
    let change = by_hand(&document, BOB, |tx| {
        let (_, space) = tx.get(ROOT, "space").unwrap().unwrap();
        tx.put(&space, "word:fr:item", "<i>\u{202e}truc\n".repeat(500)).unwrap();
        tx.put(&space, "word:de:item", "Ding\nDinge").unwrap();
        tx.put(&space, "word:fr:item:old", "x").unwrap();
        tx.put(&space, "word:en:loan", 7_i64).unwrap();
    });
    document.apply(&[change], BOB, |_| true).unwrap();
    let words = document.words();
    let read: Vec<_> = words.values().map(|words| (words.one(), words.many().len())).collect();
    assert_eq!(read, [("itruc", 23)]);
    edit(&mut document, ALICE, &[call(Term::Item, Tongue::French, "outil", "outils")]);
    let kept = Document::load(DocumentId::Catalogue, &document.save()).unwrap();
    assert_eq!(kept.written(Subject::Space, "word:de:item")[0].text, "Ding\nDinge");
}

#[test]
fn a_member_names_their_devices() {
    let mut document = Document::new(DocumentId::Member(MemberId(EntryId([4; 32]))));
    let device = DeviceId([7; 32]);
    let call = |name: &str| Edit::SetDeviceName { device, name: line(name) };
    edit(&mut document, ALICE, &[call("Portable de l’atelier")]);
    let key = format!("device:{device}");
    assert_eq!(document.written(Subject::Profile, &key)[0].text, "Portable de l’atelier");
    assert_eq!(document.device_names()[&device], "Portable de l’atelier");
    edit(&mut document, ALICE, &[call("")]);
    assert!(document.device_names().is_empty() && catalogue().device_names().is_empty());
    let refused = catalogue().edit(ALICE, NOW, &[call("x")]);
    assert!(matches!(refused, Err(EditError::NotHere)));
}
