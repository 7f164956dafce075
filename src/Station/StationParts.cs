using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station;

/// <summary>What a station is made of besides its devices.</summary>
public sealed record StationParts
{
    public required Loop Loop { get; init; }

    public required StationClock Clock { get; init; }

    public required StationSettings Settings { get; init; }

    public required WatchedStore Store { get; init; }

    public required EventLog Events { get; init; }

    public required ITokenAuthority Authority { get; init; }

    /// <summary>What files from this station are called, without characters a file name cannot have.</summary>
    public string Name { get; init; } = "station";

    /// <summary>The way to servers of files.</summary>
    public IFileTransfer Transfer { get; init; } = new NoFileTransfer();

    public IFirmwareInstaller Installer { get; init; } = new NoInstaller();

    public required ILogger Logger { get; init; }
}
