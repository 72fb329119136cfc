package knowledge

import (
	"slices"
	"strings"
)

// aws is the services of both versions of the SDK. The first one has, of each
// service, the client and the interface that code takes in its place.
var aws = slices.Concat(
	awsService("sqs", "SQS", Enqueue, "SendMessage SendMessageBatch"),
	awsService("sns", "SNS", Publish, "Publish PublishBatch"),
	awsService("eventbridge", "EventBridge", Publish, "PutEvents"),
	awsService("kinesis", "Kinesis", Publish, "PutRecord PutRecords"),
	awsService("firehose", "Firehose", Publish, "PutRecord PutRecordBatch"),
	awsService("ses", "SES", Mail, "SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail"),
	awsService("sesv2", "SESV2", Mail, "SendEmail SendBulkEmail"),
	awsService("lambda", "Lambda", Call, "Invoke InvokeAsync"),
	awsService("sfn", "SFN", Enqueue, "StartExecution StartSyncExecution"),
	awsService("s3", "S3", Storage, "DeleteObject DeleteObjects"),
)

func awsService(name, client string, role Role, methods string) []*Library {
	const (
		v1 = "github.com/aws/aws-sdk-go"
		v2 = "github.com/aws/aws-sdk-go-v2/service/"
	)
	library := func(path, module, typ, methods string) *Library {
		return &Library{
			Path:   path,
			Import: path,
			Module: module,
			Types:  []Type{{typ, Client}},
			Funcs:  []Func{{Type: typ, Name: methods, Role: role}},
		}
	}
	withContext := methods
	for method := range strings.FieldsSeq(methods) {
		withContext += " " + method + "WithContext"
	}
	return []*Library{
		library(v2+name, v2+name, "Client", methods),
		library(v1+"/service/"+name, v1, client, withContext),
		library(v1+"/service/"+name+"/"+name+"iface", v1, client+"API", withContext),
	}
}

var awsSQSTypes = Library{
	Path:   "github.com/aws/aws-sdk-go-v2/service/sqs/types",
	Import: "github.com/aws/aws-sdk-go-v2/service/sqs/types",
	Module: "github.com/aws/aws-sdk-go-v2/service/sqs",
	Deliveries: []Delivery{
		{Type: "Message", Body: "Body"},
	},
}

// A lambda function that returns an error gets the whole batch again.
var awsLambdaEvents = Library{
	Path:   "github.com/aws/aws-lambda-go/events",
	Import: "github.com/aws/aws-lambda-go/events",
	Module: "github.com/aws/aws-lambda-go",
	Deliveries: []Delivery{
		{Type: "SQSEvent", Job: true},
		{Type: "SQSMessage", Body: "Body"},
		{Type: "SNSEvent", Job: true},
		{Type: "KinesisEvent", Job: true},
		{Type: "DynamoDBEvent", Job: true},
	},
}
