using System.Globalization;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>
/// What happens in the guest, in order. It acts and writes down and judges nothing: that is done outside, on the transcript. What does not come in
/// time is written down as given up, and the story goes on.
/// </summary>
internal sealed class Story
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Longer than the drop-out time of the board's enable line.</summary>
    private static readonly TimeSpan s_stillness = TimeSpan.FromMilliseconds(700);

    private readonly TranscriptLog _log = new();
    private readonly string _charger;
    private readonly string _board;
    private readonly Site _site;
    private readonly CentralSystem _central;
    private readonly ModbusLine _line;

    public Story(string programs)
    {
        _charger = Path.Combine(programs, "charger", "charger");
        _board = Path.Combine(programs, "board.json");
        _log.Write("kernel", File.ReadAllText("/proc/version").Trim());
        _log.Write("chip", $"{SimulatedChip.Name} {SimulatedChip.Label}");
        _site = new Site(_log);
        _central = new CentralSystem(_log);
        var terminal = new PseudoTerminal();
        File.CreateSymbolicLink("/dev/ttyBoard", terminal.Path);
        _line = new ModbusLine(terminal, _site, _log);
        _line.Start();
    }

    public async Task RunAsync()
    {
        try
        {
            await ActAsync();
            _log.Write("end", "of the story");
        }
        catch (InvalidOperationException broken)
        {
            _log.Write("gave-up", broken.Message);
        }

        await _log.EndAsync();
    }

    private async Task ActAsync()
    {
        Act("check");
        await new Command(_log, "check", _charger, "check", "--board", _board).ExitAsync();

        var station = await ChargeAsync();
        await StickAsync();
        Act("emergency");
        await BeginSessionAsync();
        await StopInEmergencyAsync(station);
        await StopInEmergencyAsync(await HangAsync());
        await DieAsync();
        await TerminateAsync();
        await WeldAsync();

        _line.WriteTotals();
    }

    private async Task<Command> ChargeAsync()
    {
        Act("charge");
        var station = await StartAsync("first");
        await new Command(_log, "gpioinfo", "gpioinfo").ExitAsync();
        await CallAsync("ChangeConfiguration", """{"key":"MeterValueSampleInterval","value":"1"}""");
        await BeginSessionAsync();
        var from = _central.Frames.Count;
        await ComesAsync("MeterValues", from, 3);
        await EndSessionAsync();
        return station;
    }

    /// <summary>The contactor's feedback does not follow its coil.</summary>
    private async Task StickAsync()
    {
        Act("stuck");
        _site.IsStuckOpen = true;
        var from = await BeginAsync();
        await ComesAsync("""StatusNotification.*"Faulted""", from);
        await ComesAsync("StopTransaction", from);
        _site.IsStuckOpen = false;
        await UnplugAsync();
    }

    private async Task StopInEmergencyAsync(Command station)
    {
        var (frames, changes) = (_central.Frames.Count, _site.Changes.Count);
        _site.Press(pressed: true);
        Waited("the contactor's coil is released", await _site.ChangesAsync("contactor", isHigh: false, changes));
        await ComesAsync("StopTransaction", frames);
        await ComesAsync("""StatusNotification.*"Faulted""", frames);
        _site.Press(pressed: false);
        _site.Plug(plugged: false);

        // It is acknowledged by a reset, and a station that is reset asks to be started again.
        await CallAsync("Reset", """{"type":"Soft"}""");
        await station.ExitAsync();
    }

    /// <summary>A process that hangs while the contactor is closed, and goes on.</summary>
    private async Task<Command> HangAsync()
    {
        Act("hang");
        var station = await StartAsync("first");
        await BeginSessionAsync();
        station.Signal(LibC.Stop);
        await StandAsync();
        var from = _site.Changes.Count;
        Act("resume");
        station.Signal(LibC.Continue);
        Waited("the enable line toggles again", await _site.ChangesAsync("enable", isHigh: true, from, count: 3));
        return station;
    }

    /// <summary>One that dies.</summary>
    private async Task DieAsync()
    {
        Act("die");
        var station = await StartAsync("first");
        await BeginSessionAsync();
        station.Signal(LibC.Kill);
        await StandAsync();
        await station.ExitAsync();
        _site.Plug(plugged: false);
    }

    private async Task TerminateAsync()
    {
        Act("terminate");
        var from = _central.Frames.Count;
        var station = await StartAsync("first");
        await ComesAsync("StopTransaction", from);
        await BeginSessionAsync();
        station.Signal(LibC.Terminate);
        await station.ExitAsync();
        await StandAsync();
        _site.Plug(plugged: false);
    }

    /// <summary>The contactor's feedback stays although its coil is released.</summary>
    private async Task WeldAsync()
    {
        Act("weld");
        var station = await StartAsync("second");
        await BeginSessionAsync();
        _site.IsWelded = true;
        var from = _central.Frames.Count;
        await StopRemotelyAsync();
        await ComesAsync("""StatusNotification.*"PowerSwitchFailure""", from);
        station.Signal(LibC.Kill);
        await station.ExitAsync();
    }

    /// <summary>Starts the station and waits until it is free to charge.</summary>
    private async Task<Command> StartAsync(string store)
    {
        var from = _central.Frames.Count;
        var station = new Command(
            _log, "charger", _charger, "run", "--board", _board, "--csms", CentralSystem.Url, "--id", "VM-1", "--store", $"/tmp/{store}");
        await ComesAsync("BootNotification", from);
        await ComesAsync("""StatusNotification.*"connectorId":1,.*"Available""", from);
        return station;
    }

    /// <returns>Where to look for what comes of it.</returns>
    private async Task<int> BeginAsync()
    {
        var from = _central.Frames.Count;
        _site.Plug(plugged: true);
        await ComesAsync("""StatusNotification.*"Preparing""", from);
        await CallAsync("RemoteStartTransaction", """{"connectorId":1,"idTag":"04A1B2C3"}""");
        await ComesAsync("StartTransaction", from);
        return from;
    }

    private async Task BeginSessionAsync()
    {
        var from = await BeginAsync();
        await ComesAsync("""StatusNotification.*"Charging""", from);
    }

    private async Task EndSessionAsync()
    {
        var from = _central.Frames.Count;
        await StopRemotelyAsync();
        await ComesAsync("StopTransaction", from);
        await UnplugAsync();
    }

    private Task StopRemotelyAsync() =>
        CallAsync("RemoteStopTransaction", string.Create(CultureInfo.InvariantCulture, $$"""{"transactionId":{{_central.Transaction}}}"""));

    private async Task UnplugAsync()
    {
        var from = _central.Frames.Count;
        _site.Plug(plugged: false);
        await ComesAsync("""StatusNotification.*"Available""", from);
    }

    private void Act(string name) => _log.Write("act", name);

    private Task CallAsync(string action, string payload) => _central.CallAsync(action, payload);

    /// <summary>Lets the lines stand as they are.</summary>
    private static Task StandAsync() => Task.Delay(s_stillness, TimeProvider.System);

    /// <summary>Waits for calls of the station that are like <paramref name="pattern"/>, from the action on.</summary>
    private async Task ComesAsync(string pattern, int from, int count = 1)
    {
        var call = new Regex($"^\\[2,\"[^\"]*\",\"{pattern}");
        Waited(pattern, await _central.Frames.ComesAsync(call.IsMatch, from, count, Patience));
    }

    private void Waited(string what, bool came)
    {
        if (!came)
        {
            _log.Write("gave-up", what);
        }
    }
}
