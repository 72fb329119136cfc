// Package openapi has the signatures of Twilio's messages.
package openapi

type ApiService struct{}

type CreateMessageParams struct {
	To   *string
	From *string
	Body *string
}

func (params *CreateMessageParams) SetTo(To string) *CreateMessageParams     { panic(0) }
func (params *CreateMessageParams) SetFrom(From string) *CreateMessageParams { panic(0) }
func (params *CreateMessageParams) SetBody(Body string) *CreateMessageParams { panic(0) }

type ApiV2010Message struct{ Sid *string }

func (c *ApiService) CreateMessage(params *CreateMessageParams) (*ApiV2010Message, error) { panic(0) }
