using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Station.Protocol.Maintenance;

/// <summary>
/// Reports how updates and uploads go (OCPP 1.6, 4.4 and 4.5), each status once and in order. What is not delivered waits for the link: a
/// central system that misses the end of an update believes that it still goes on.
/// </summary>
public sealed class MaintenanceNotifier : IDisposable
{
    private static readonly TimeSpan s_drainTimeout = TimeSpan.FromSeconds(10);

    private readonly Loop _loop;
    private readonly ChargingStation _station;
    private readonly CentralSystemLink _link;
    private readonly IMaintenanceMessages _messages;
    private readonly Queue<(Func<Task<bool>> Send, Action? Delivered)> _waiting = new();
    private Action? _answered;
    private bool _sending;

    public MaintenanceNotifier(Loop loop, ChargingStation station, CentralSystemLink link, IMaintenanceMessages messages)
    {
        _loop = loop;
        _station = station;
        _link = link;
        _messages = messages;
        station.Firmware.StatusChanged += OnFirmware;
        station.Diagnostics.StatusChanged += OnDiagnostics;
    }

    /// <summary>Sends what waits, as far as the link carries it.</summary>
    public void Send()
    {
        if (!_sending)
        {
            _sending = true;
            _loop.Start(SendAsync);
        }
    }

    /// <summary>Reports where an update stands, because the central system asked for it. Idle is reported only so.</summary>
    public void TriggerFirmware() => _loop.Start(() => _messages.SendAsync(_station.Firmware.Status, whilePending: true));

    /// <inheritdoc cref="TriggerFirmware"/>
    public void TriggerDiagnostics() => _loop.Start(() => _messages.SendAsync(_station.Diagnostics.Status, whilePending: true));

    /// <summary>Gives what waits a while to be answered, because the station goes down.</summary>
    public async Task DrainAsync()
    {
        var changed = new ChangeSignal(_loop.Time);
        _answered += changed.Raise;
        await _link.UntilSentAsync(changed, () => _waiting.Count == 0, s_drainTimeout);
        _answered -= changed.Raise;
    }

    public void Dispose()
    {
        _station.Firmware.StatusChanged -= OnFirmware;
        _station.Diagnostics.StatusChanged -= OnDiagnostics;
    }

    private void OnFirmware(FirmwareUpdateStatus status)
    {
        _waiting.Enqueue((() => _messages.SendAsync(status, whilePending: false), () => _station.Firmware.NoteDelivered(status)));
        Send();
    }

    private void OnDiagnostics(DiagnosticsStatus status)
    {
        _waiting.Enqueue((() => _messages.SendAsync(status, whilePending: false), null));
        Send();
    }

    private async Task SendAsync()
    {
        try
        {
            while (_waiting.TryPeek(out var message) && await message.Send())
            {
                _waiting.Dequeue();
                message.Delivered?.Invoke();
                _answered?.Invoke();
            }
        }
        finally
        {
            _sending = false;
        }
    }
}
