using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>What is true of a station now, as instruments tell it. Used on the loop.</summary>
internal sealed class StationSampler
{
    private static readonly string[] s_phases = ["L1", "L2", "L3"];
    private static readonly string[] s_statuses = Enum.GetNames<ConnectorStatus>();
    private static readonly string[] s_firmware = Enum.GetNames<FirmwareUpdateState>();
    private static readonly string[] s_diagnostics = Enum.GetNames<DiagnosticsState>();

    private readonly TelemetrySources _sources;
    private readonly long _startedAt;

    public StationSampler(TelemetrySources sources)
    {
        _sources = sources;
        _startedAt = sources.Loop.Time.GetTimestamp();
    }

    public StationSnapshot Take()
    {
        var station = _sources.Station;
        var snapshot = new StationSnapshot(_sources.Label.Id, _sources.Loop.Time.GetTimestamp());
        snapshot.Set(
            Instruments.BuildInfo, 1, _sources.Label.Vendor, _sources.Label.Model, _sources.Label.FirmwareVersion, $".NET {Environment.Version}");
        snapshot.Set(Instruments.StartTime, station.Clock.At(_startedAt).ToUnixTimeMilliseconds() / 1000.0);
        snapshot.Set(Instruments.ClockSynchronized, station.Clock.IsSynchronised);
        snapshot.SetState(Instruments.ConnectorStatus, s_statuses, (station.LastReport?.Status ?? ConnectorStatus.Available).ToString(), "0");
        snapshot.Set(Instruments.ConnectorOperative, station.Operative, "0");
        SetCauses(snapshot, "0", CauseScope.Station, station.Causes);
        foreach (var connector in station.Connectors)
        {
            SetConnector(snapshot, ConnectorLabel.Of(connector.Id), connector);
        }

        SetBackend(snapshot);
        snapshot.Set(Instruments.StoreFailing, _sources.Store.IsFailing);
        snapshot.Set(Instruments.StoreHeld, _sources.Store.HeldCount);
        snapshot.SetState(Instruments.FirmwareState, s_firmware, station.Firmware.State.ToString());
        snapshot.SetState(Instruments.DiagnosticsState, s_diagnostics, station.Diagnostics.State.ToString());
        return snapshot;
    }

    private static void SetConnector(StationSnapshot snapshot, string label, Connector connector)
    {
        var devices = connector.Devices;
        snapshot.SetState(Instruments.ConnectorStatus, s_statuses, connector.Status.ToString(), label);
        snapshot.Set(Instruments.ConnectorOperative, connector.Operative, label);
        snapshot.Set(Instruments.ConnectorPlugged, connector.IsPlugged, label);
        snapshot.Set(Instruments.ContactorClosed, devices.Contactor.IsClosed, label);
        snapshot.Set(Instruments.TransactionRunning, connector.Transaction is not null, label);
        snapshot.Set(Instruments.LimitCurrent, connector.Limit.MaxCurrentA, label);
        if (connector.Limit.MaxPowerW is { } limitW)
        {
            snapshot.Set(Instruments.LimitPower, limitW, label);
        }

        SetMeasured(snapshot, label, connector.Known());
        SetCauses(snapshot, label, CauseScope.Connector, connector.Causes);
        foreach (var (device, isUp) in DeviceWatch.Of(devices))
        {
            snapshot.Set(Instruments.DeviceUp, isUp, label, device);
        }
    }

    /// <summary>What is not known has no value: that of a meter that does not answer is of another time.</summary>
    private static void SetMeasured(StationSnapshot snapshot, string label, Snapshot measured)
    {
        if (measured.TemperatureC is { } temperatureC)
        {
            snapshot.Set(Instruments.ConnectorTemperature, temperatureC, label);
        }

        if (measured.StateOfChargePercent is { } percent)
        {
            snapshot.Set(Instruments.StateOfCharge, percent / 100, label);
        }

        if (measured.Reading is { } reading)
        {
            snapshot.Set(Instruments.MeterImport, reading.EnergyImportWh * ConnectorEnergy.JoulesPerWattHour, label);
            snapshot.Set(Instruments.ConnectorPower, reading.PowerW, label);
        }

        foreach (var value in measured.Phases)
        {
            var phase = value.Phase is { } number ? s_phases[number] : "DC";
            snapshot.Set(Instruments.ConnectorCurrent, value.CurrentA, label, phase);
            snapshot.Set(Instruments.ConnectorVoltage, value.VoltageV, label, phase);
        }
    }

    private static void SetCauses(StationSnapshot snapshot, string label, CauseScope scope, CauseSet causes)
    {
        foreach (var (name, code, group) in CauseLabels.Of(scope))
        {
            snapshot.Set(Instruments.CauseActive, group.Any(causes.Contains), label, name, code);
        }
    }

    private void SetBackend(StationSnapshot snapshot)
    {
        snapshot.Set(Instruments.JournalDepth, _sources.Backend.QueueDepth);
        snapshot.Set(Instruments.DeadLetters, _sources.Backend.DeadLetters);
        if (_sources.Traffic is { } traffic)
        {
            snapshot.SetState(Instruments.LinkState, traffic.LinkStates, _sources.Backend.LinkState);
            var age = _sources.Station.Clock.UtcNow - traffic.OldestMessageAt;
            snapshot.Set(Instruments.JournalOldestAge, Math.Max(0, age?.TotalSeconds ?? 0));
        }
    }
}
