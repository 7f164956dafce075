using System.Text.Json;
using ChargerFirmware.Bench;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>
/// Reads what a request says: query and body hold the same, by the same names. What is not known, comes twice or is not as expected is
/// refused by its name; nothing is ignored.
/// </summary>
internal static class RequestReader
{
    private const int DeepestBody = 32;

    /// <exception cref="ApiException">It is refused.</exception>
    public static async Task<ApiRequest> ReadAsync(HttpContext context, ApiRoute route)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        ReadPath(context, route, values);
        ReadQuery(context.Request, route, values);
        var body = await TakeAsync(context.Request);
        RequireJson(context.Request, body.Length == 0);
        if (body.Length > 0)
        {
            using var document = Parse(body);
            if (route.Payload is null)
            {
                ReadBody(document.RootElement, route, values);
            }
        }

        return route.Parameters.FirstOrDefault(parameter => parameter.IsRequired && !values.ContainsKey(parameter.Name)) is { } missing
            ? throw Refused(missing, "found nothing")
            : new ApiRequest(values, body);
    }

    /// <summary>
    /// Of all that is escaped in a path, a slash is what the server leaves so, and an id with a slash would be taken for one with <c>%2F</c> in it:
    /// each segment is decoded here, once.
    /// </summary>
    private static void ReadPath(HttpContext context, ApiRoute route, Dictionary<string, object> values)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0].Split('/');
        var segments = route.Path.Split('/');
        foreach (var (index, segment) in segments.Index().Where(segment => segment.Item.StartsWith('{')))
        {
            var name = segment.Trim('{', '}');
            var decoded = context.Request.RouteValues[name] as string ?? "";
            var value = raw.Length == segments.Length ? Uri.UnescapeDataString(raw[index]) : decoded.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            values[name] = value.Any(char.IsControl) ? throw new ApiException(404, $"{name}: expected no control characters") : value;
        }
    }

    private static void ReadQuery(HttpRequest request, ApiRoute route, Dictionary<string, object> values)
    {
        foreach (var (name, given) in request.Query)
        {
            var parameter = Find(route.Parameters, name);
            if (given.Count != 1)
            {
                throw Refused(parameter, "found it more than once");
            }

            Add(values, parameter, given.ToString());
        }
    }

    private static void ReadBody(JsonElement body, ApiRoute route, Dictionary<string, object> values)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new ApiException(400, $"the body: expected a JSON object, found {KindOf(body.ValueKind)}");
        }

        foreach (var member in body.EnumerateObject())
        {
            var parameter = Find(route.Parameters, NameOf(member));
            if (member.Value.ValueKind == JsonValueKind.Null && !parameter.IsRequired)
            {
                continue;
            }

            Add(values, parameter, TextOf(parameter, member.Value));
        }
    }

    /// <summary>The server has bounded it.</summary>
    private static async Task<byte[]> TakeAsync(HttpRequest request)
    {
        using var whole = new MemoryStream();
        var piece = new byte[4096];
        while (await request.Body.ReadAsync(piece, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            whole.Write(piece, 0, count);
        }

        return whole.ToArray();
    }

    /// <summary>A form can be sent by any page, so it is no body here; curl says it sends one when it sends nothing.</summary>
    private static void RequireJson(HttpRequest request, bool isEmpty)
    {
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is not (null or "application/json") && !(isEmpty && type == "application/x-www-form-urlencoded"))
        {
            throw new ApiException(415, $"Content-Type: expected application/json, found '{Quoted.Short(type)}'");
        }

        if (type is null && !isEmpty)
        {
            throw new ApiException(415, "Content-Type: missing; expected application/json");
        }
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DeepestBody });
        }
        catch (JsonException broken)
        {
            throw new ApiException(400, $"the body: expected a JSON object: {broken.Message}");
        }
    }

    private static string TextOf(Parameter parameter, JsonElement value)
    {
        if (!parameter.Kinds.Contains(value.ValueKind))
        {
            throw Refused(parameter, $"found {KindOf(value.ValueKind)}");
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => StringOf(parameter, value),
            JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                Parameter.Joined(value.EnumerateArray().Select(item => StringOf(parameter, item))),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.GetRawText(),
        };
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw new ApiException(400, "the body: expected names of whole characters, found half a character");
        }
    }

    private static string StringOf(Parameter parameter, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refused(parameter, "found half a character");
        }
    }

    private static void Add(Dictionary<string, object> values, Parameter parameter, string text)
    {
        var value = parameter.Read(text) ?? throw Refused(parameter, $"found '{Quoted.Short(text)}'");
        if (!values.TryAdd(parameter.Name, value))
        {
            throw Refused(parameter, "found it more than once");
        }
    }

    private static Parameter Find(IReadOnlyList<Parameter> parameters, string name) =>
        parameters.FirstOrDefault(parameter => parameter.Name == name) ?? throw new ApiException(
            400,
            $"'{Quoted.Short(name)}' is not known here; expected " +
            (parameters.Count == 0 ? "nothing" : string.Join("; ", parameters.Select(parameter => $"{parameter.Name}: {parameter.Expected}"))));

    private static ApiException Refused(Parameter parameter, string found) => new(400, $"{parameter.Name}: expected {parameter.Expected}, {found}");

    private static string KindOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => kind == JsonValueKind.True ? "true" : "false",
    };
}
