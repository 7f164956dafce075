using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Bench;

/// <summary>
/// A driver who looks what comes of it before going on: plugs in and sees that the station knows, holds a card until the reader has it,
/// pulls until the cable is out. Used on the bench's loop; while one waits, all else goes on.
/// </summary>
public sealed class Driver
{
    /// <summary>How long one waits for the station to see a plug, or for a cable to come out.</summary>
    public static readonly TimeSpan CablePatience = TimeSpan.FromSeconds(10);

    /// <summary>How long one holds a card to a reader, again and again.</summary>
    public static readonly TimeSpan CardPatience = TimeSpan.FromSeconds(5);

    // A reader reports a card again when it was away for a second, and looks four times a second.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(1500);

    private readonly TimeProvider _time;
    private readonly Site _site;
    private readonly CardReaders _readers;
    private readonly Func<int, Connector?> _seen;
    private readonly Dictionary<string, Task> _atReaders = new(StringComparer.Ordinal);

    /// <param name="seen">A connector as the station sees it; null while the station is switched off.</param>
    internal Driver(TimeProvider time, Site site, CardReaders readers, Func<int, Connector?> seen) =>
        (_time, _site, _readers, _seen) = (time, site, readers, seen);

    /// <summary>Plugs a vehicle in, as soon as a bolt that moves is out of the way, and waits until the station has seen it.</summary>
    /// <inheritdoc cref="Workbench.Plug"/>
    /// <exception cref="BenchException">It cannot be plugged in there, or the station does not see it.</exception>
    public async Task PlugAsync(int number, VehicleModel? model, double stateOfChargePercent)
    {
        if (!await Waiting.UntilAsync(_time, () => !IsShut(number), CablePatience))
        {
            throw new BenchException($"connector {number}: no plug goes in: {Holder(number, CableEnd.Both)}");
        }

        Plugging.Plug(_site, Plugging.At(_site, number), model, stateOfChargePercent);
        if (!await SeesAsync(number, connector => connector.Devices.Plug.Plug == PlugState.Connected && connector.IsPlugged))
        {
            throw new BenchException(
                $"connector {number}: the vehicle is plugged in, but the station has not seen it for {Seconds(CablePatience)}; {Seen(number)}");
        }
    }

    /// <summary>
    /// Pulls until the cable is out and the station has seen it, and waits while that ends a session and opens the lock, so that the next
    /// plug goes in. A lock that stays closed is the station's affair then, and not the driver's, who has the cable.
    /// </summary>
    /// <exception cref="BenchException">Nothing is plugged in, something holds it, or the station does not see that it is out.</exception>
    public async Task UnplugAsync(int number, CableEnd end)
    {
        var result = Plugging.Unplug(Plugging.At(_site, number), end);
        if (result != UnplugResult.Freed && !await Waiting.UntilAsync(_time, () => Pull(number, end), CablePatience))
        {
            throw new BenchException($"connector {number}: {Holder(number, end)}");
        }

        if (!await SeesAsync(number, connector => !IsOut(number) || !connector.IsPlugged))
        {
            throw new BenchException($"connector {number}: the cable is out, but the station has not seen it for {Seconds(CablePatience)}; {Seen(number)}");
        }

        await SeesAsync(number, connector => Plugging.At(_site, number).Outlet.Vehicle is not null ||
            (connector.Devices.Plug.Plug != PlugState.Connected && IsSettled(connector) && !IsShut(number)));
    }

    /// <summary>Holds a card to the reader until it has reported it, or shows a token to the terminal.</summary>
    /// <exception cref="BenchException">No reader serves that connector, the token is no idTag, or the reader does not report it.</exception>
    public async Task SwipeAsync(int number, string token)
    {
        Plugging.At(_site, number);
        var reader = _readers.ReaderOf(number);
        while (_atReaders.GetValueOrDefault(reader) is { IsCompleted: false } other)
        {
            // Another driver is at the reader.
            await Task.WhenAny(other);
        }

        var mine = ShowAsync(number, reader, token);
        _atReaders[reader] = mine;
        await mine;
    }

    private async Task ShowAsync(int number, string reader, string token)
    {
        if (_readers.Terminal(reader) is not { } terminal)
        {
            throw new BenchException($"connector {number}: the station is switched off, nobody reads the card");
        }

        var reported = terminal.Reported;
        var began = _time.GetTimestamp();
        if (_readers.IsHeld(reader))
        {
            _readers.TakeAway(reader);
            await Task.Delay(s_quiet, _time);
        }

        _readers.Show(reader, token);
        while (!await Waiting.UntilAsync(_time, () => terminal.Reported > reported || !_readers.IsHeld(reader), CardPatience) || terminal.Reported == reported)
        {
            if (_time.GetElapsedTime(began) + s_quiet >= CardPatience)
            {
                throw new BenchException(
                    $"connector {number}: the reader has not reported '{token}' for {Seconds(CardPatience)}: {WhyUnread(terminal, token)}");
            }

            await Task.Delay(s_quiet, _time);
            _readers.Show(reader, token);
        }
    }

    /// <summary>Waits until the station sees it so. One that is switched off sees nothing, and nobody waits for it.</summary>
    private Task<bool> SeesAsync(int number, Func<Connector, bool> condition) =>
        Waiting.UntilAsync(_time, () => _seen(number) is not { } connector || condition(connector), CablePatience);

    /// <summary>Nothing begins or ends; a transaction that goes on without its cable may go on for long.</summary>
    private static bool IsSettled(Connector connector) => connector.IsIdle || connector.Transaction is { IsStopping: false };

    /// <summary>An empty socket whose bolt is out.</summary>
    private bool IsShut(int number) =>
        Plugging.At(_site, number) is { Outlet: { Cable: CableKind.Socket, CableInSocket: false }, Lock.HoldsPlug: true };

    private bool IsOut(int number) => Plugging.At(_site, number).Outlet is { Vehicle: null, CableInSocket: false };

    /// <summary>Whether it is out after one more pull; somebody else may have been quicker.</summary>
    private bool Pull(int number, CableEnd end) => IsOut(number) || Plugging.At(_site, number).Outlet.Unplug(end, force: true) == UnplugResult.Freed;

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0} s";

    private string Seen(int number) => _seen(number) is { } connector
        ? $"it sees {connector.Devices.Plug.Plug}"
        : "it is switched off";

    private static string WhyUnread(EmulatedTerminal terminal, string token) => terminal.Health switch
    {
        DeviceHealth.Lost => "it does not answer",
        DeviceHealth.Starting => "it has not answered since the station was started",
        _ when token.StartsWith("08", StringComparison.Ordinal) && token.Length == 8 =>
            "a UID of four bytes that begins with 08 is random, which the board may refuse",
        _ => "it sees no such card, or the idTag would be longer than 20 characters",
    };

    private string Holder(int number, CableEnd end)
    {
        var held = $"the lock has {(IsShut(number) ? "kept the empty socket closed" : "held the plug in the socket")} for {Seconds(CablePatience)}";
        if (Plugging.At(_site, number).Lock is { JammedClosed: true })
        {
            return $"{held}: its bolt is jammed (lock-stuck-closed)";
        }

        if (_seen(number) is not { } connector)
        {
            return $"{held}: the station is switched off and does not unlock";
        }

        var why = connector switch
        {
            { Transaction: { } transaction } =>
                $"the transaction of {transaction.IdToken} runs; stop it" + (end == CableEnd.Station ? ", or pull the vehicle's end as well" : ""),
            { LockedFor: { } hold } => $"the station keeps it for {hold.IdToken}, whose transaction has ended; show that card, or UnlockConnector",
            { Devices.Contactor.IsClosed: true } => "the contactor is closed, so the socket is live",
            { Devices.Lock.State: var state } => $"the lock is {state}",
            _ => "the station does not unlock it",
        };
        return $"{held}: {why}";
    }
}
