package knowledge

import "slices"

// libraries is every table; a new library adds its line here.
var libraries = slices.Concat([]*Library{
	// databases
	&databaseSQL,
	&bun,
	&gorm,
	&pgconn, &pgx, &pgxPgconn, &pgxStdlib, &pgxpool,
	&pgxscan, &sqlscan,
	&sqlx,
	// queues and workflow engines
	&asynq,
	&backlite,
	&cadence,
	&faktory,
	&gcloudTasks,
	&gocraftWork,
	&gue, &gueAdapter, &gueLibPQ, &guePgxV4, &guePgxV5,
	&machinery,
	&neoq,
	&queGo,
	&river,
	&taskq,
	&temporal, &temporalInternal,
	// brokers
	&amqp091, &streadwayAMQP,
	&azureEventHubs, &azureServiceBus,
	&confluentKafka,
	&dapr,
	&franzGo,
	&gcloudPubSub, &gcloudPubSubV2,
	&gocdkPubSub,
	&goRedis, &goRedisV8,
	&kafkaGo,
	&nats, &natsJetStream,
	&pahoMQTT, &pahoV5, &autopaho,
	&pulsar,
	&redigo,
	&sarama, &saramaShopify,
	&watermill, &watermillCQRS, &watermillDelay, &watermillForwarder, &watermillSQL,
	// mail and messages to people
	&discordgo,
	&firebaseMessaging,
	&goMail,
	&gomail, &gomailFork, &gomailForkSource,
	&goSimpleMail,
	&jordanWrightEmail,
	&mailgun,
	&netSMTP,
	&postmark, &postmarkKeighl,
	&resend,
	&sendgrid,
	&slack,
	&telegram,
	&twilio, &twilioVerify,
	// remote calls
	&connect,
	&controllerRuntime,
	&grpc, &grpcMetadata,
	&imrocReq,
	&netHTTP,
	&netRPC,
	&resty, &restyV3,
	&retryableHTTP,
	// storage
	&aliyunOSS,
	&azureBlob, &azureBlobClient, &azureBlockBlob,
	&gcloudStorage,
	&gocdkBlob,
	&minio,
	&osFiles,
	// control flow and contexts
	&ants,
	&avastRetry, &sethvargoRetry,
	&backoff, &backoffV5,
	&conc, &concPool,
	&cron,
	&errgroup, &singleflight,
	&k8sRetry, &k8sWait,
	&lo,
	&openTracing, &otelTrace,
	&osSignal,
	&stdBytes, &stdContext, &stdFS, &stdFilepath, &stdMaps, &stdPprof,
	&stdSlices, &stdSort, &stdStrings, &stdSync, &stdTime,
}, aws, stripe)

// shapes knows generated code.
var shapes = []Shape{
	connectClient,
	grpcClient,
}
