package knowledge

var pahoMQTT = Library{
	Path:   "github.com/eclipse/paho.mqtt.golang",
	Import: "github.com/eclipse/paho.mqtt.golang",
	Module: "github.com/eclipse/paho.mqtt.golang",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Publish", Role: Publish},
	},
}

var pahoV5 = Library{
	Path:   "github.com/eclipse/paho.golang/paho",
	Import: "github.com/eclipse/paho.golang/paho",
	Module: "github.com/eclipse/paho.golang",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Publish PublishWithOptions", Role: Publish},
	},
}

var autopaho = Library{
	Path:   "github.com/eclipse/paho.golang/autopaho",
	Import: "github.com/eclipse/paho.golang/autopaho",
	Module: "github.com/eclipse/paho.golang",
	Types:  []Type{{"ConnectionManager", Client}},
	Funcs: []Func{
		{Type: "ConnectionManager", Name: "Publish PublishViaQueue", Role: Publish},
	},
}
