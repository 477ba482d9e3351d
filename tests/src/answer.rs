use serde_json::Value;

/// What came back for one request.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Answer {
    /// The `data` of an answer without any error.
    #[track_caller]
    pub fn data(self) -> Value {
        let Self { status, mut body } = self;
        assert_eq!(status, 200, "{body:#}");
        assert!(body.get("errors").is_none(), "{body:#}");
        body["data"].take()
    }

    /// What one field at the root gave, in an answer without any error.
    #[track_caller]
    pub fn field(self, name: &str) -> Value {
        let mut data = self.data();
        let value = data[name].take();
        assert!(!value.is_null(), "{name} is null");
        value
    }

    /// The codes of the errors at the top, in order.
    #[track_caller]
    pub fn codes(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().map_or(&[][..], Vec::as_slice);
        errors
            .iter()
            .map(|error| error["extensions"]["code"].as_str().expect("every error has a code"))
            .collect()
    }

    /// Status, data and errors: all that tells one answer from another. What it cost and where in the document an
    /// error stands follow from the request alone.
    pub fn essence(&self) -> (u16, Value, Vec<(Value, Value, Value)>) {
        let errors = self.body["errors"].as_array().map_or(&[][..], Vec::as_slice);
        let told = |error: &Value| {
            (
                error["message"].clone(),
                error["path"].clone(),
                error["extensions"].clone(),
            )
        };
        (
            self.status,
            self.body["data"].clone(),
            errors.iter().map(told).collect(),
        )
    }
}
