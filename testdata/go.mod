module github.com/datavet/datavet/testdata

go 1.26.0

require (
	cloud.google.com/go v0.123.0
	cloud.google.com/go/pubsub v1.51.0
	cloud.google.com/go/spanner v1.96.1
	cloud.google.com/go/storage v1.62.3
	entgo.io/ent v0.14.5
	github.com/IBM/sarama v1.61.1
	github.com/Masterminds/squirrel v1.5.4
	github.com/RichardKnop/machinery/v2 v2.0.16
	github.com/ThreeDotsLabs/watermill v1.5.1
	github.com/ThreeDotsLabs/watermill-sql/v3 v3.1.0
	github.com/avast/retry-go/v4 v4.7.0
	github.com/avito-tech/go-transaction-manager/drivers/pgxv5/v2 v2.0.2
	github.com/avito-tech/go-transaction-manager/drivers/sql/v2 v2.0.1
	github.com/avito-tech/go-transaction-manager/trm/v2 v2.0.2
	github.com/aws/aws-sdk-go-v2 v1.47.7
	github.com/aws/aws-sdk-go-v2/service/s3 v1.114.8
	github.com/aws/aws-sdk-go-v2/service/sns v1.47.9
	github.com/aws/aws-sdk-go-v2/service/sqs v1.52.10
	github.com/beego/beego/v2 v2.3.8
	github.com/btcsuite/btcwallet/walletdb v1.4.2
	github.com/cenkalti/backoff/v4 v4.3.0
	github.com/cockroachdb/cockroach-go/v2 v2.4.2
	github.com/confluentinc/confluent-kafka-go/v2 v2.11.1
	github.com/contribsys/faktory v1.9.4
	github.com/contribsys/faktory_worker_go v1.7.0
	github.com/doug-martin/goqu/v9 v9.19.0
	github.com/failsafe-go/failsafe-go v0.9.8
	github.com/georgysavva/scany/v2 v2.1.4
	github.com/go-gorp/gorp/v3 v3.1.0
	github.com/go-pg/pg/v10 v10.11.0
	github.com/go-rel/rel v0.42.0
	github.com/go-resty/resty/v2 v2.17.2
	github.com/gobuffalo/pop/v6 v6.4.1
	github.com/gocraft/work v0.5.1
	github.com/google/uuid v1.6.0
	github.com/hashicorp/go-retryablehttp v0.7.8
	github.com/hibiken/asynq v0.26.0
	github.com/jackc/pgerrcode v0.0.0-20250907135507-afb5586c32a6
	github.com/jackc/pgx/v5 v5.12.0
	github.com/jinzhu/gorm v1.9.16
	github.com/jmoiron/sqlx v1.4.0
	github.com/letsencrypt/borp v0.0.0-20251118150929-89c6927051ae
	github.com/lightningnetwork/lnd/kvdb v1.4.10
	github.com/mailgun/mailgun-go/v4 v4.23.0
	github.com/nats-io/nats.go v1.55.0
	github.com/pocketbase/dbx v1.12.0
	github.com/rabbitmq/amqp091-go v1.16.0
	github.com/redis/go-redis/v9 v9.23.0
	github.com/riverqueue/river v0.31.0
	github.com/riverqueue/river/rivertype v0.31.0
	github.com/robfig/cron/v3 v3.0.1
	github.com/segmentio/kafka-go v0.4.51
	github.com/sendgrid/rest v2.6.9+incompatible
	github.com/sendgrid/sendgrid-go v3.16.1+incompatible
	github.com/sethvargo/go-retry v0.5.0
	github.com/slack-go/slack v0.35.0
	github.com/stripe/stripe-go/v82 v82.5.1
	github.com/twilio/twilio-go v1.31.0
	github.com/twmb/franz-go v1.22.2
	github.com/upper/db/v4 v4.10.0
	github.com/uptrace/bun v1.3.0
	github.com/vgarvardt/gue/v6 v6.0.0
	github.com/volatiletech/sqlboiler/v4 v4.16.2
	go.mongodb.org/mongo-driver/v2 v2.9.3
	go.temporal.io/sdk v1.50.0
	golang.org/x/sync v0.23.0
	golang.org/x/time v0.15.0
	google.golang.org/grpc v1.83.2
	gopkg.in/gomail.v2 v2.0.0-20160411212932-81ebce5c23df
	gopkg.in/reform.v1 v1.5.1
	gorm.io/gen v0.3.27
	gorm.io/gorm v1.31.2
	gorm.io/plugin/soft_delete v1.2.1
	k8s.io/apimachinery v0.37.2
	k8s.io/client-go v0.37.2
	xorm.io/builder v0.3.13
	xorm.io/xorm v1.4.3
)

replace github.com/beego/beego/v2 => ./stubs/beego

replace github.com/letsencrypt/borp => ./stubs/borp

replace github.com/uptrace/bun => ./stubs/bun

replace github.com/cockroachdb/cockroach-go/v2 => ./stubs/crdb

replace github.com/pocketbase/dbx => ./stubs/dbx

replace entgo.io/ent => ./stubs/ent

replace github.com/go-pg/pg/v10 => ./stubs/gopg

replace gorm.io/gorm => ./stubs/gorm

replace gorm.io/gen => ./stubs/gormgen

replace gorm.io/plugin/soft_delete => ./stubs/gormsoftdelete

replace github.com/jinzhu/gorm => ./stubs/gormv1

replace github.com/go-gorp/gorp/v3 => ./stubs/gorp

replace go.mongodb.org/mongo-driver/v2 => ./stubs/mongo

replace github.com/jackc/pgx/v5 => ./stubs/pgx

replace github.com/gobuffalo/pop/v6 => ./stubs/pop

replace gopkg.in/reform.v1 => ./stubs/reform

replace github.com/go-rel/rel => ./stubs/rel

replace github.com/georgysavva/scany/v2 => ./stubs/scany

replace cloud.google.com/go/spanner => ./stubs/spanner

replace github.com/volatiletech/sqlboiler/v4 => ./stubs/sqlboiler

replace github.com/jmoiron/sqlx => ./stubs/sqlx

replace github.com/Masterminds/squirrel => ./stubs/squirrel

replace github.com/avito-tech/go-transaction-manager/trm/v2 => ./stubs/trm

replace github.com/avito-tech/go-transaction-manager/drivers/pgxv5/v2 => ./stubs/trmpgxv5

replace github.com/avito-tech/go-transaction-manager/drivers/sql/v2 => ./stubs/trmsql

replace github.com/upper/db/v4 => ./stubs/upper

replace xorm.io/xorm => ./stubs/xorm

replace github.com/google/uuid => ./stubs/uuid

replace xorm.io/builder => ./stubs/xormbuilder

replace github.com/doug-martin/goqu/v9 => ./stubs/goqu

replace github.com/hibiken/asynq => ./stubs/asynq

replace github.com/riverqueue/river/rivertype => ./stubs/river/rivertype

replace github.com/riverqueue/river => ./stubs/river

replace github.com/vgarvardt/gue/v6 => ./stubs/gue

replace github.com/contribsys/faktory => ./stubs/faktory

replace github.com/RichardKnop/machinery/v2 => ./stubs/machinery

replace github.com/gocraft/work => ./stubs/gocraftwork

replace github.com/redis/go-redis/v9 => ./stubs/goredis

replace github.com/IBM/sarama => ./stubs/sarama

replace github.com/segmentio/kafka-go => ./stubs/kafkago

replace github.com/confluentinc/confluent-kafka-go/v2 => ./stubs/confluentkafka

replace github.com/twmb/franz-go => ./stubs/franzgo

replace github.com/nats-io/nats.go => ./stubs/nats

replace github.com/rabbitmq/amqp091-go => ./stubs/amqp091

replace github.com/ThreeDotsLabs/watermill => ./stubs/watermill

replace github.com/ThreeDotsLabs/watermill-sql/v3 => ./stubs/watermillsql

replace github.com/aws/aws-sdk-go-v2 => ./stubs/awssdkv2

replace github.com/aws/aws-sdk-go-v2/service/sqs => ./stubs/awssdkv2/sqs

replace github.com/aws/aws-sdk-go-v2/service/sns => ./stubs/awssdkv2/sns

replace github.com/aws/aws-sdk-go-v2/service/s3 => ./stubs/awssdkv2/s3

replace cloud.google.com/go/pubsub => ./stubs/gcloudpubsub

replace cloud.google.com/go/storage => ./stubs/gcloudstorage

replace go.temporal.io/sdk => ./stubs/temporal

replace gopkg.in/gomail.v2 => ./stubs/gomail

replace github.com/sendgrid/rest => ./stubs/sendgridrest

replace github.com/sendgrid/sendgrid-go => ./stubs/sendgrid

replace github.com/mailgun/mailgun-go/v4 => ./stubs/mailgun

replace github.com/slack-go/slack => ./stubs/slack

replace github.com/go-resty/resty/v2 => ./stubs/resty

replace google.golang.org/grpc => ./stubs/grpc

replace github.com/stripe/stripe-go/v82 => ./stubs/stripe

replace github.com/cenkalti/backoff/v4 => ./stubs/backoff

replace golang.org/x/sync => ./stubs/xsync

replace github.com/robfig/cron/v3 => ./stubs/cron

replace cloud.google.com/go => ./stubs/gcloud

replace github.com/avast/retry-go/v4 => ./stubs/retrygo

replace github.com/sethvargo/go-retry => ./stubs/sethvargoretry

replace k8s.io/apimachinery => ./stubs/apimachinery

replace k8s.io/client-go => ./stubs/clientgo

replace github.com/twilio/twilio-go => ./stubs/twilio

replace github.com/jackc/pgerrcode => ./stubs/pgerrcode

replace github.com/contribsys/faktory_worker_go => ./stubs/faktoryworker

replace github.com/btcsuite/btcwallet/walletdb => ./stubs/walletdb

replace github.com/lightningnetwork/lnd/kvdb => ./stubs/lndkvdb

replace github.com/hashicorp/go-retryablehttp => ./stubs/retryablehttp

replace golang.org/x/time => ./stubs/xtime

replace github.com/failsafe-go/failsafe-go => ./stubs/failsafe
