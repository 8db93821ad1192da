use crate::{Message, Notice};
use evenhand_core::NoticeBody;
use serde_json::{Value, json};

/// What is posted to a webhook.
///
/// ```
/// use evenhand_core::NoticeBody;
/// use evenhand_notify::{Message, Notice, body};
/// let notice = Notice::test("card-offer", "Card offer", "2026-10-01");
/// let message = Message::usual(&notice)?;
/// let posted = body(NoticeBody::Text, &notice, &message);
/// assert!(posted["text"].as_str().unwrap().starts_with("Card offer, 2026-10-01"));
/// # Ok::<(), evenhand_notify::Error>(())
/// ```
pub fn body(form: NoticeBody, notice: &Notice, message: &Message) -> Value {
    match form {
        NoticeBody::Text => json!({ "text": message.text }),
        NoticeBody::Card => {
            let block = |text: &str, weight: &str| json!({ "type": "TextBlock", "text": text, "weight": weight, "wrap": true });
            let mut blocks = vec![block(&message.subject, "bolder")];
            let lines = message.text.lines().filter(|line| !line.trim().is_empty());
            blocks.extend(lines.map(|line| block(line, "default")));
            json!({
                "type": "message",
                "attachments": [{
                    "contentType": "application/vnd.microsoft.card.adaptive",
                    "content": {
                        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                        "type": "AdaptiveCard",
                        "version": "1.4",
                        "body": blocks,
                    },
                }],
            })
        }
        NoticeBody::Fields => {
            let mut fields = serde_json::to_value(notice).unwrap_or_default();
            if let Some(fields) = fields.as_object_mut() {
                fields.insert("subject".to_owned(), message.subject.as_str().into());
                fields.insert("text".to_owned(), message.text.as_str().into());
            }
            fields
        }
    }
}
