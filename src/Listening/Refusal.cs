using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace ChargerFirmware.Listening;

/// <summary>Why a request is not served.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong and what would do, for a person.</param>
public sealed record Refusal(int Status, string Detail)
{
    public const string ContentType = "application/problem+json";

    // It is read by people and by nothing that takes it for a page.
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The status in words.</summary>
    public string Title => ReasonPhrases.GetReasonPhrase(Status);

    /// <summary>As a document that programs and people can read (RFC 9457).</summary>
    public byte[] ToDocument()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
