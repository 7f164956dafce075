using System.Text.Json;
using ChargerFirmware.Bench;
using Microsoft.AspNetCore.Http;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>
/// Reads what a request says: query and body hold the same, by the same names. What is not known, comes twice or is not as expected is
/// refused by its name; nothing is ignored.
/// </summary>
internal static class RequestReader
{
    private const int DeepestBody = 8;

    /// <exception cref="ApiException">It is refused.</exception>
    public static async Task<IReadOnlyDictionary<string, object>> ReadAsync(HttpRequest request, IReadOnlyList<Parameter> parameters)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, given) in request.Query)
        {
            var parameter = Find(parameters, name);
            if (given.Count != 1)
            {
                throw Refused(parameter, "found it more than once");
            }

            Add(values, parameter, given.ToString());
        }

        await ReadBodyAsync(request, parameters, values);
        return parameters.FirstOrDefault(parameter => parameter.IsRequired && !values.ContainsKey(parameter.Name)) is { } missing
            ? throw Refused(missing, "found nothing")
            : values;
    }

    private static async Task ReadBodyAsync(HttpRequest request, IReadOnlyList<Parameter> parameters, Dictionary<string, object> values)
    {
        var body = await TakeAsync(request);
        RequireJson(request, body.Length == 0);
        if (body.Length == 0)
        {
            return;
        }

        using var document = Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new ApiException(400, $"the body: expected a JSON object, found {KindOf(document.RootElement.ValueKind)}");
        }

        foreach (var member in document.RootElement.EnumerateObject())
        {
            var parameter = Find(parameters, member.Name);
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
            JsonValueKind.Number when parameter.Kinds.Contains(JsonValueKind.String) => value.GetRawText() + "s",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.GetRawText(),
        };
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
