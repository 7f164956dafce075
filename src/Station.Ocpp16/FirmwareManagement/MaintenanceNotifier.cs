using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Ocpp16.Link;
using DiagnosticsStatus = ChargerFirmware.Ocpp16.Types.DiagnosticsStatus;
using UploadStatus = ChargerFirmware.Station.Maintenance.DiagnosticsStatus;

namespace ChargerFirmware.Station.Ocpp16.FirmwareManagement;

/// <summary>
/// Tells how updates and uploads go (OCPP 1.6, 4.4 and 4.5), each status once and in order. What nobody hears waits for the link: a
/// central system that misses the end of an update believes that it still goes on.
/// </summary>
internal sealed class MaintenanceNotifier : IDisposable
{
    private static readonly TimeSpan s_tellTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    private readonly Loop _loop;
    private readonly ChargingStation _station;
    private readonly CentralSystemLink _link;
    private readonly Queue<(Func<bool, Task<CallOutcome?>> Send, Action? Told)> _waiting = new();
    private bool _sending;

    public MaintenanceNotifier(Loop loop, ChargingStation station, CentralSystemLink link)
    {
        _loop = loop;
        _station = station;
        _link = link;
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

    /// <summary>Tells where an update stands, because the central system asked for it. Idle is told only so.</summary>
    public void TriggerFirmware() => _loop.Start(() => SendAsync(_station.Firmware.Status, whilePending: true));

    /// <inheritdoc cref="TriggerFirmware"/>
    public void TriggerDiagnostics() => _loop.Start(() => SendAsync(_station.Diagnostics.Status, whilePending: true));

    /// <summary>Waits a while for what waits to be told, because the station goes down.</summary>
    public async Task UntilToldAsync()
    {
        var began = _loop.Time.GetTimestamp();
        while (_waiting.Count > 0 && _link.IsOperational && _loop.Time.GetElapsedTime(began) < s_tellTimeout)
        {
            await Task.Delay(s_look, _loop.Time);
        }
    }

    public void Dispose()
    {
        _station.Firmware.StatusChanged -= OnFirmware;
        _station.Diagnostics.StatusChanged -= OnDiagnostics;
    }

    private void OnFirmware(FirmwareUpdateStatus status)
    {
        _waiting.Enqueue((whilePending => SendAsync(status, whilePending), () => _station.Firmware.NoteTold(status)));
        Send();
    }

    private void OnDiagnostics(UploadStatus status)
    {
        _waiting.Enqueue((whilePending => SendAsync(status, whilePending), null));
        Send();
    }

    private async Task SendAsync()
    {
        try
        {
            while (_waiting.TryPeek(out var message) && await message.Send(false) is CallOutcome.Result or CallOutcome.Error)
            {
                // Refused is heard, too: it would be refused again.
                _waiting.Dequeue();
                message.Told?.Invoke();
            }
        }
        finally
        {
            _sending = false;
        }
    }

    private Task<CallOutcome?> SendAsync(FirmwareUpdateStatus status, bool whilePending) => _link.CallAsync(
        Ocpp16Catalog.FirmwareStatusNotification,
        new FirmwareStatusNotificationRequest { Status = Enum.Parse<FirmwareStatus>(status.ToString()) },
        whilePending);

    private Task<CallOutcome?> SendAsync(UploadStatus status, bool whilePending) => _link.CallAsync(
        Ocpp16Catalog.DiagnosticsStatusNotification,
        new DiagnosticsStatusNotificationRequest { Status = Enum.Parse<DiagnosticsStatus>(status.ToString()) },
        whilePending);
}
