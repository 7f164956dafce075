using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station;

/// <summary>What a station is made of besides its devices.</summary>
public sealed record StationParts
{
    public required Loop Loop { get; init; }

    public required StationClock Clock { get; init; }

    public required StationSettings Settings { get; init; }

    public required WatchedStore Store { get; init; }

    public required ITransactionLog Log { get; init; }

    public required ITokenAuthority Authority { get; init; }

    public required ILogger Logger { get; init; }
}
