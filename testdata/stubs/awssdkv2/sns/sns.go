// Package sns has the signatures of the AWS SDK's sns.
package sns

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
)

type Options struct{ Region string }

type Client struct{}

func NewFromConfig(cfg aws.Config, optFns ...func(*Options)) *Client { panic(0) }

type PublishInput struct {
	TopicArn *string
	Message  *string
}

type PublishOutput struct{}

func (c *Client) Publish(ctx context.Context, params *PublishInput, optFns ...func(*Options)) (*PublishOutput, error) {
	panic(0)
}
