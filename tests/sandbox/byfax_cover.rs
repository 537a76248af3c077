//! Cover pages.

use fax_bindings::byfax::common::{FaxFile, StateCodes};
use fax_bindings::byfax::cover::client::CoverClient;
use fax_bindings::byfax::cover::{AddCoverInput, FaxCover, ReloadCoverInput, RenameCoverInput};

use crate::byfax::{World, client};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What a DOCX file looks like from afar.
fn template(content: &str) -> FaxFile {
    FaxFile::from_bytes("cover.docx", format!("PK\x03\x04{content}"))
}

/// Adds a cover page, and gives its reference.
async fn add(covers: &CoverClient, title: &str) -> String {
    let reply = covers.add_cover(&AddCoverInput::new(title, template(title))).await.unwrap().into_inner();
    assert_eq!(reply.state_code, StateCodes::Success);
    reply.cover_ref.unwrap()
}

/// References and titles of all cover pages.
async fn list(covers: &CoverClient) -> Vec<FaxCover> {
    let reply = covers.list_covers().await.unwrap().into_inner();
    let items = reply.items.unwrap_or_default();
    let count = i32::try_from(items.len()).unwrap();
    assert_eq!((reply.count_result, reply.count_total), (Some(count), Some(count)));
    assert_eq!(reply.state_code == StateCodes::EmptyResult, items.is_empty());
    items
}

fn cover(reference: &str, title: &str) -> FaxCover {
    FaxCover::new(Some(reference.to_owned()), Some(title.to_owned()))
}

#[tokio::test]
async fn a_cover_is_kept_as_it_was_added() {
    let world = World::new().await;
    let covers = world.client.cover();
    assert_eq!(list(covers).await, []);

    let file = template("{Name}");
    let reply = covers.add_cover(&AddCoverInput::new("Formal", file.clone())).await.unwrap().into_inner();
    assert_eq!(reply.state_code, StateCodes::Success);
    assert_eq!((reply.file_size, reply.file_mime.as_deref()), (Some(10), Some(DOCX)));
    assert_eq!(reply.file_check, file.file_check);
    let reference = reply.cover_ref.unwrap();

    let download = covers.download_cover(&reference).await.unwrap().into_inner();
    assert_eq!(download.state_code, StateCodes::Success);
    assert_eq!(download.document, Some(file.with_file_mime(DOCX)));

    let found = covers.get_cover(&reference).await.unwrap().into_inner();
    assert_eq!((found.state_code, found.count_total), (StateCodes::Success, Some(1)));
    assert_eq!(found.items, Some(vec![cover(&reference, "Formal")]));

    let picture = covers.get_cover_preview(&reference).await.unwrap().into_inner().document.unwrap();
    assert_eq!(picture.file_mime.as_deref(), Some("image/tiff"));
    assert!(picture.file_data.unwrap().as_bytes().starts_with(b"II*\0"));
}

#[tokio::test]
async fn covers_are_changed_and_deleted() {
    let world = World::new().await;
    let covers = world.client.cover();
    let (first, second) = (add(covers, "Same").await, add(covers, "Same").await);
    assert_ne!(first, second, "a title may stand twice");

    let renamed = covers.rename_cover(&RenameCoverInput::new(&first, "Other")).await.unwrap();
    assert_eq!(renamed.state_code, StateCodes::Success);
    assert_eq!(list(covers).await, [cover(&first, "Other"), cover(&second, "Same")]);

    let reloaded = covers.reload_cover(&ReloadCoverInput::new(&first, template("new"))).await.unwrap();
    assert_eq!(reloaded.state_code, StateCodes::Success);
    let download = covers.download_cover(&first).await.unwrap().into_inner().document.unwrap();
    assert_eq!(download.file_check, template("new").file_check);

    assert_eq!(covers.delete_cover(&first).await.unwrap().state_code, StateCodes::Success);
    assert_eq!(list(covers).await, [cover(&second, "Same")]);
    let again = covers.delete_cover(&first).await.unwrap().into_inner();
    assert_eq!(again.state_code, StateCodes::CoverTemplateDeleted);
    assert_eq!(again.state_message, Some(format!("the cover `{first}` was deleted")));
}

/// What every operation that takes a reference says of this one.
async fn codes(covers: &CoverClient, reference: &str) -> Vec<StateCodes> {
    vec![
        covers.download_cover(reference).await.unwrap().into_inner().state_code,
        covers.get_cover(reference).await.unwrap().into_inner().state_code,
        covers.get_cover_preview(reference).await.unwrap().into_inner().state_code,
        covers.rename_cover(&RenameCoverInput::new(reference, "a")).await.unwrap().into_inner().state_code,
        covers
            .reload_cover(&ReloadCoverInput::new(reference, template("a")))
            .await
            .unwrap()
            .into_inner()
            .state_code,
        covers.delete_cover(reference).await.unwrap().into_inner().state_code,
    ]
}

#[tokio::test]
async fn every_operation_knows_which_covers_there_are() {
    let world = World::new().await;
    let covers = world.client.cover();
    assert_eq!(codes(covers, "x").await, vec![StateCodes::CoverTemplateNotFound; 6]);
    let reference = add(covers, "a").await;
    assert_eq!(codes(covers, &reference).await, vec![StateCodes::Success; 6]);
    assert_eq!(codes(covers, &reference).await, vec![StateCodes::CoverTemplateDeleted; 6]);
    assert_eq!(
        codes(covers, "state:COVER_TEMPLATE_ACCESS_DENIED").await,
        vec![StateCodes::CoverTemplateAccessDenied; 6]
    );
}

#[tokio::test]
async fn covers_are_for_those_with_the_right_secret() {
    let world = World::new().await;
    let reference = add(world.client.cover(), "a").await;
    let stranger = client(&world.sandbox, "demo", "wrong");
    let covers = stranger.cover();
    assert_eq!(codes(covers, &reference).await, vec![StateCodes::ApiKeySecretNotMatch; 6]);
    let listed = covers.list_covers().await.unwrap().into_inner();
    assert_eq!((listed.state_code, listed.items), (StateCodes::ApiKeySecretNotMatch, None));
    let added = covers.add_cover(&AddCoverInput::new("b", template("b"))).await.unwrap();
    assert_eq!(added.state_code, StateCodes::ApiKeySecretNotMatch);
    assert_eq!(list(world.client.cover()).await, [cover(&reference, "a")]);
}

#[tokio::test]
async fn what_is_no_cover_is_refused() {
    let world = World::new().await;
    let covers = world.client.cover();
    let reference = add(covers, "a").await;
    for (file, code) in [
        (FaxFile::from_bytes("a.docx", b"Dear Sir"), StateCodes::FileFormatUnsupported),
        (template("a").with_file_size(1), StateCodes::FileStorageSizeMismatch),
        (template("a").with_file_check("0".repeat(32)), StateCodes::FileIntegrityFailure),
        (FaxFile::new("a.docx"), StateCodes::ApiRequestIncomplete),
    ] {
        let added = covers.add_cover(&AddCoverInput::new("b", file.clone())).await.unwrap();
        assert_eq!((&added.state_code, &added.cover_ref), (&code, &None));
        let reloaded = covers.reload_cover(&ReloadCoverInput::new(&reference, file)).await.unwrap();
        assert_eq!(reloaded.state_code, code);
    }
    for (title, code) in
        [("", StateCodes::ApiRequestIncomplete), (&"x".repeat(256), StateCodes::ApiRequestValidate)]
    {
        let added = covers.add_cover(&AddCoverInput::new(title, template("a"))).await.unwrap();
        assert_eq!(added.state_code, code);
        let renamed = covers.rename_cover(&RenameCoverInput::new(&reference, title)).await.unwrap();
        assert_eq!(renamed.state_code, code);
    }
    assert_eq!(list(covers).await, [cover(&reference, "a")]);
}
