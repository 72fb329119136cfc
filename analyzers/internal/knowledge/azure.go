package knowledge

var azureServiceBus = Library{
	Path:   "github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus",
	Import: "github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus",
	Module: "github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus",
	Types:  []Type{{"Sender", Client}},
	Funcs: []Func{
		{Type: "Sender", Name: "SendMessage SendMessageBatch SendAMQPAnnotatedMessage", Role: Publish},
		{Type: "Sender", Name: "ScheduleMessages ScheduleAMQPAnnotatedMessages", Role: Enqueue},
		{Type: "Receiver", Name: "ReceiveMessages", Role: Receive},
		{Type: "Receiver", Name: "PeekMessages", Role: Fetch},
	},
	Keys: []Key{
		{Type: "Message", Field: "MessageID"},
	},
	Deliveries: []Delivery{
		{Type: "ReceivedMessage", Body: "Body"},
	},
	Settlements: []Settlement{
		{Type: "Receiver", Name: "CompleteMessage DeadLetterMessage DeferMessage"},
		{Type: "Receiver", Name: "AbandonMessage", Again: true},
	},
}

var azureEventHubs = Library{
	Path:   "github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs",
	Import: "github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2",
	Module: "github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs/v2",
	Types:  []Type{{"ProducerClient", Client}},
	Funcs: []Func{
		{Type: "ProducerClient", Name: "SendEventDataBatch", Role: Publish},
	},
}

var azureBlob = Library{
	Path:   "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob",
	Import: "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob",
	Module: "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "DeleteBlob DeleteContainer", Role: Storage},
	},
}

var azureBlobClient = Library{
	Path:   "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob",
	Import: "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob",
	Module: "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Delete", Role: Storage},
	},
}

var azureBlockBlob = Library{
	Path:   "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob",
	Import: "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob",
	Module: "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Delete", Role: Storage},
	},
}
