package knowledge

var aliyunOSS = Library{
	Path:   "github.com/aliyun/aliyun-oss-go-sdk/oss",
	Import: "github.com/aliyun/aliyun-oss-go-sdk/oss",
	Module: "github.com/aliyun/aliyun-oss-go-sdk",
	Types:  []Type{{"Bucket", Client}},
	Funcs: []Func{
		{Type: "Bucket", Name: "DeleteObject DeleteObjects", Role: Storage},
		{Type: "Bucket", Name: "GetObject GetObjectToFile GetObjectMeta GetObjectDetailedMeta IsObjectExist ListObjects ListObjectsV2", Role: Fetch},
		{Type: "Bucket", Name: "PutObject PutObjectFromFile AppendObject CopyObject UploadFile", Role: Put},
	},
}
