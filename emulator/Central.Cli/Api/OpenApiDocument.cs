using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>
/// The interface as an OpenAPI 3.1 document, written from the routes that are served. <c>Microsoft.AspNetCore.OpenApi</c> reads the signatures of
/// handlers, which here are one and the same; what a request may say stands in <see cref="ApiRoute.Parameters"/>.
/// </summary>
internal static class OpenApiDocument
{
    private const string Path = "/openapi.json";
    private const string KeyScheme = "apiKey";
    private const string Problem = "Problem";

    /// <summary>The route of the document, which is in it as well.</summary>
    public static ApiRoute RouteFor(IReadOnlyList<ApiRoute> routes)
    {
        JsonObject? document = null;
        var route = ApiRoute.Of("GET", Path, "This document", [], _ => document!) with { Tag = "central system" };
        document = Write([.. routes, route]);
        return route;
    }

    private static JsonObject Write(IReadOnlyList<ApiRoute> routes)
    {
        var paths = new JsonObject();
        foreach (var group in routes.GroupBy(route => route.Path))
        {
            paths[group.Key] = new JsonObject(group.Select(route => KeyValuePair.Create(route.Method.ToLowerInvariant(), (JsonNode?)OperationOf(route))));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "central",
                ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version?.ToString(3),
                ["description"] = "A central system for charging stations. A station's own refusal, such as Rejected, is an answer (200); what kept it " +
                    "from answering is a refusal. The key is asked for where the program was started with one.",
            },
            ["security"] = new JsonArray(new JsonObject { [KeyScheme] = new JsonArray() }, new JsonObject()),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    [KeyScheme] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-API-Key" },
                },
                ["schemas"] = new JsonObject { [Problem] = ProblemSchema() },
            },
        };
    }

    private static JsonObject OperationOf(ApiRoute route)
    {
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray(route.Tag),
            ["summary"] = route.Summary,
            ["parameters"] = new JsonArray([.. route.Segments.Select(SegmentOf), .. InQuery(route).Select(QueryOf)]),
        };
        if (BodyOf(route) is { } body)
        {
            operation["requestBody"] = body;
        }

        operation["responses"] = ResponsesOf(route);
        return operation;
    }

    /// <summary>Query and body hold the same; a document that said both would ask for both.</summary>
    private static IEnumerable<Parameter> InQuery(ApiRoute route) =>
        route.Method is "GET" or "DELETE" || route.Payload is not null ? route.Parameters : [];

    private static JsonObject SegmentOf(string name) => new()
    {
        ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject QueryOf(Parameter parameter)
    {
        var query = new JsonObject
        {
            ["name"] = parameter.Name, ["in"] = "query", ["required"] = parameter.IsRequired, ["description"] = parameter.Expected,
            ["schema"] = parameter.Schema.DeepClone(),
        };
        if (parameter.Schema["type"]?.GetValue<string>() == "array")
        {
            query["explode"] = false;
        }

        return query;
    }

    private static JsonObject? BodyOf(ApiRoute route)
    {
        if (route.Payload is { } payload)
        {
            return Body(new JsonObject { ["description"] = payload }, isRequired: false);
        }

        if (route.Method is "GET" or "DELETE" || route.Parameters.Count == 0)
        {
            return null;
        }

        var required = route.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).ToList();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(route.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)parameter.Schema.DeepClone()))),
            ["additionalProperties"] = false,
        };
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        return Body(schema, required.Count > 0);
    }

    private static JsonObject Body(JsonObject schema, bool isRequired) => new()
    {
        ["required"] = isRequired, ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } },
    };

    private static JsonObject ResponsesOf(ApiRoute route)
    {
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "What was asked for",
                ["content"] = new JsonObject { [route.ContentType] = new JsonObject { ["schema"] = ApiJson.SchemaOf(route.Answer) } },
            },
        };
        foreach (var status in (int[])[400, 401, 403, 413, 415, .. route.Refusals, 503])
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["description"] = ReasonPhrases.GetReasonPhrase(status),
                ["content"] = RefusalOf(route, status),
            };
        }

        return responses;
    }

    /// <summary>What the server refuses before a route sees it is a problem document everywhere.</summary>
    private static JsonObject RefusalOf(ApiRoute route, int status) => route.RefusalForm is { } form && status is not (401 or 403 or 413)
        ? new JsonObject { ["application/json"] = new JsonObject { ["schema"] = ApiJson.SchemaOf(form(new ApiException(status, "")).GetType()) } }
        : new JsonObject
        {
            ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{Problem}" } },
        };

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["description"] = "Why a request is not answered (RFC 9457)",
        ["required"] = new JsonArray("type", "title", "status", "detail"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string" },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string", ["description"] = "What is wrong and what would do" },
        },
    };
}
