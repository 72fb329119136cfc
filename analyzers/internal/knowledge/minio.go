package knowledge

var minio = Library{
	Path:   "github.com/minio/minio-go",
	Import: "github.com/minio/minio-go/v7",
	Module: "github.com/minio/minio-go/v7",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "RemoveObject RemoveObjects RemoveObjectsWithResult", Role: Storage},
		{Type: "Client", Name: "GetObject FGetObject StatObject BucketExists ListBuckets", Role: Fetch},
		{Type: "Client", Name: "PutObject FPutObject CopyObject ComposeObject MakeBucket", Role: Put},
	},
}
