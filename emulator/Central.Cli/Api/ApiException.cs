using System.Text.Json.Nodes;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>A request is not answered; its refusal says what was expected.</summary>
internal sealed class ApiException(int status, string detail) : Exception(detail)
{
    public Refusal Refusal { get; } = new(status, detail);

    /// <summary>What programs may want of it beside the text, as further members of the problem document (RFC 9457, 3.2).</summary>
    public JsonObject? Members { get; init; }
}
