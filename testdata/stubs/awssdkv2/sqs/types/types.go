// Package types has the types of the AWS SDK's sqs.
package types

type Message struct {
	Body          *string
	MessageId     *string
	ReceiptHandle *string
}
