using System.Collections.Immutable;
using ChargerFirmware.Central.Cli.Api.Views;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;

namespace ChargerFirmware.Central.Cli.Api.Events;

/// <summary>
/// Hands what happens to whoever reads along. Made and ended on the central system's loop, where it hears of all; readers come and go on any thread.
/// </summary>
internal sealed class EventFeed : IDisposable
{
    private readonly Csms _csms;
    private readonly int _mostReaders;
    private readonly int _mostEvents;
    private readonly Lock _gate = new();
    private ImmutableArray<EventReader> _readers = [];
    private bool _isComplete;
    private long _lastId;

    /// <param name="mostReaders">Readers at once.</param>
    /// <param name="mostEvents">Events that wait for one of them.</param>
    public EventFeed(Csms csms, int mostReaders, int mostEvents)
    {
        _csms = csms;
        _mostReaders = mostReaders;
        _mostEvents = mostEvents;
        csms.StateChanged += OnState;
        csms.SessionStarted += OnStarted;
        csms.SessionStopped += OnStopped;
        csms.MessageTraced += OnTraced;
    }

    /// <summary>From now on somebody reads along.</summary>
    /// <param name="station">Null for all.</param>
    /// <exception cref="ApiException">There are too many already.</exception>
    public EventReader Open(string? station, IEnumerable<string> kinds)
    {
        var reader = new EventReader(this, station, kinds, _mostEvents);
        lock (_gate)
        {
            if (_isComplete || _readers.Length >= _mostReaders)
            {
                throw new ApiException(503, $"there are {_readers.Length} readers of events; expected {_mostReaders} at most");
            }

            _readers = _readers.Add(reader);
        }

        return reader;
    }

    /// <summary>The readers are to end.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            foreach (var reader in _readers)
            {
                reader.Complete();
            }
        }
    }

    public void Dispose()
    {
        _csms.StateChanged -= OnState;
        _csms.SessionStarted -= OnStarted;
        _csms.SessionStopped -= OnStopped;
        _csms.MessageTraced -= OnTraced;
        Complete();
    }

    internal void Leave(EventReader reader)
    {
        lock (_gate)
        {
            _readers = _readers.Remove(reader);
        }
    }

    private void OnState(StateEntry entry) =>
        Publish(WordOf(entry.Kind), entry.Time, entry.Station, () => StateView.Of(entry));

    private void OnStarted(SessionRecord session) =>
        Publish(EventKind.SessionStarted, session.StartedAt, session.Station, () => SessionView.Of(session));

    private void OnStopped(SessionRecord session) =>
        Publish(EventKind.SessionStopped, session.StoppedAt ?? _csms.Loop.Time.GetUtcNow(), session.Station, () => SessionView.Of(session));

    private void OnTraced(TracedMessage message) => Publish(EventKind.Frame, message.Time, message.Station, () => FrameView.Of(
        message.Time, message.Station, message.Direction, message.Action, FrameSecrets.Redaction.Write(message.Frame)));

    private ImmutableArray<EventReader> Readers()
    {
        lock (_gate)
        {
            return _readers;
        }
    }

    private static string WordOf(StateKind kind) => kind switch
    {
        StateKind.Connected => "connected",
        StateKind.Disconnected => "disconnected",
        StateKind.Boot => "boot",
        _ => "status",
    };

    /// <summary>What nobody wants is not made.</summary>
    private void Publish(string kind, DateTimeOffset time, string station, Func<object> content)
    {
        _lastId++;
        CentralEvent? happened = null;
        foreach (var reader in Readers())
        {
            if (reader.Wants(kind, station))
            {
                reader.Add(happened ??= new CentralEvent(_lastId, kind, time, station, content()));
            }
        }
    }
}
