package knowledge

var postmark = Library{
	Path:   "github.com/mrz1836/postmark",
	Import: "github.com/mrz1836/postmark",
	Module: "github.com/mrz1836/postmark",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "SendEmail SendEmailBatch SendTemplatedEmail SendTemplatedEmailBatch", Role: Mail},
	},
}

var postmarkKeighl = Library{
	Path:   "github.com/keighl/postmark",
	Import: "github.com/keighl/postmark",
	Module: "github.com/keighl/postmark",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "SendEmail SendEmailBatch SendTemplatedEmail SendTemplatedEmailBatch", Role: Mail},
	},
}
