using ChargerFirmware.Listening;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>A request is not answered; its refusal says what was expected.</summary>
internal sealed class ApiException(int status, string detail) : Exception(detail)
{
    public Refusal Refusal { get; } = new(status, detail);
}
