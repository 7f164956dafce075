using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Empties the authorization cache. OCPP 1.6, 5.4.</summary>
public sealed record ClearCacheRequest;

/// <summary>Answers <see cref="ClearCacheRequest"/>.</summary>
public sealed record ClearCacheResponse
{
    public required ClearCacheStatus Status { get; init; }
}
