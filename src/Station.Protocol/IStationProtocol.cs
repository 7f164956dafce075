using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Station.Protocol.Configuration;
using ChargerFirmware.Station.Protocol.Frames;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Station.Protocol;

/// <summary>
/// One version of OCPP, bound to a station: what the station's house asks of it, whichever it is. Complete once it is constructed; used on
/// the loop only. Disposing of it ends the link.
/// </summary>
public interface IStationProtocol : IDisposable
{
    /// <summary><see cref="QueueDepth"/> or <see cref="DeadLetters"/> has changed. Raised on the loop.</summary>
    event Action? QueueChanged;

    /// <summary>All actions of the version.</summary>
    MessageCatalog Catalog { get; }

    CentralSystemLink Link { get; }

    /// <summary>The keys the central system sees.</summary>
    ConfigurationTable Configuration { get; }

    /// <summary>Transaction messages not answered yet.</summary>
    int QueueDepth { get; }

    /// <summary>When what the oldest of them reports has happened; null when none waits.</summary>
    DateTimeOffset? OldestMessageAt { get; }

    /// <summary>Transaction messages that were refused for good and are kept.</summary>
    int DeadLetters { get; }

    /// <summary>Restarts the station when the central system has asked for it and all is ready; false when that failed. Called on the loop.</summary>
    Func<ResetKind, bool> Restart { get; set; }

    /// <summary>The latest frames, the oldest of them first; bounded by number and by size.</summary>
    IReadOnlyList<RecentFrame> LatestFrames(int count);

    /// <summary>Gives transaction messages a while to be answered, because the station goes down; ends at once without a link.</summary>
    Task DrainAsync(TimeSpan timeout);

    /// <summary>Dials. The station works whether or not there is an answer.</summary>
    /// <param name="isRestart">A restart has just ended this station's link: the first dial waits, as after any other end.</param>
    void Start(bool isRestart);
}
