using System.Globalization;
using ChargerFirmware.Bench;
using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Emulator.Cli;

/// <summary>Says what happens, a line each: frames, contactors, locks, meters.</summary>
internal sealed class Narrator
{
    private readonly Workbench _bench;
    private readonly Action<string> _say;
    private readonly TimeSpan? _meterLineInterval;
    private readonly Dictionary<int, (long At, long Wh)> _lastMeterLines = [];
    private bool _wasLost;

    private Narrator(Workbench bench, Action<string> say, TimeSpan? meterLineInterval)
    {
        _bench = bench;
        _say = say;
        _meterLineInterval = meterLineInterval;
        bench.Frames.Added += frame => Say(frame.ToString());
        bench.Restarted += Listen;
    }

    /// <param name="meterLineInterval">The least time between two lines about a connector's meter; null: none.</param>
    public static void Attach(Workbench bench, Action<string> say, TimeSpan? meterLineInterval) => _ = new Narrator(bench, say, meterLineInterval);

    private void Listen()
    {
        if (_bench.Composed is { } composed)
        {
            var wasConnected = false;
            composed.Protocol.Link.StateChanged += state => wasConnected = SayLink(state, wasConnected);
        }

        foreach (var connector in _bench.Station.Connectors)
        {
            var devices = connector.Devices;
            var contactor = devices.Contactor.State;
            devices.Contactor.Changed += () =>
            {
                if (devices.Contactor.State != contactor)
                {
                    contactor = devices.Contactor.State;
                    Say($"   connector {connector.Id}: contactor {contactor.ToString().ToLowerInvariant()}");
                }
            };
            if (devices.Lock is { } cableLock)
            {
                cableLock.Changed += () => Say($"   connector {connector.Id}: lock {cableLock.State.ToString().ToLowerInvariant()}");
            }

            devices.Meter.Read += reading => SayEnergy(connector.Id, reading);
        }
    }

    /// <summary>Frames alone do not show that a line is gone, and many central systems send none when it is back.</summary>
    /// <returns>Whether the station is connected now.</returns>
    private bool SayLink(LinkState state, bool wasConnected)
    {
        var isConnected = state == LinkState.Operational;
        if (wasConnected && state == LinkState.Disconnected)
        {
            _wasLost = true;
            Say("   the connection to the central system is lost");
        }
        else if (isConnected && _wasLost)
        {
            _wasLost = false;
            Say("   connected to the central system again");
        }

        return isConnected || (wasConnected && state is not LinkState.Disconnected);
    }

    private void SayEnergy(int connectorId, MeterReading reading)
    {
        if (_meterLineInterval is { } interval && _bench.Station.Find(connectorId) is { Transaction: not null }
            && (!_lastMeterLines.TryGetValue(connectorId, out var last)
                || (reading.EnergyImportWh != last.Wh && _bench.Loop.Time.GetElapsedTime(last.At) >= interval)))
        {
            _lastMeterLines[connectorId] = (_bench.Loop.Time.GetTimestamp(), reading.EnergyImportWh);
            Say(string.Create(
                CultureInfo.InvariantCulture,
                $"   connector {connectorId}: meter {reading.EnergyImportWh} Wh, {reading.PowerW:F0} W, {reading.CurrentA:F1} A, {reading.VoltageV:F0} V"));
        }
    }

    private void Say(string text) =>
        _say(string.Create(CultureInfo.InvariantCulture, $"{_bench.Loop.Time.GetUtcNow():HH:mm:ss.fff} {text}"));
}
