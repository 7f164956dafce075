using ChargerFirmware.Ocpp16;
using System.Globalization;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Crash;

/// <summary>
/// Drivers come and go at one station whose process is killed at random instants and started again at once. In the end it is left
/// alone for as long as it needs, ended, and judged.
/// </summary>
internal sealed class Story
{
    private const string AcTag = "04A1B2C3";
    private const string DcTag = "04A1B2C4";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Rig _rig;
    private readonly RandomSource _chance;
    private readonly FallWatch _falls;
    private readonly HashSet<Step> _plan = [];
    private readonly HashSet<long> _cutStarts = [];
    private readonly HashSet<long> _cutStops = [];
    private readonly int[] _meterBefore;
    private StationProcess _station;
    private int _killsLeft;
    private int _bootsBefore;
    private ConnectorRecord? _statusBefore;

    private Story(Rig rig, RandomSource chance, int kills)
    {
        _rig = rig;
        _chance = chance;
        _killsLeft = kills;
        _falls = new FallWatch(rig);
        _meterBefore = [.. rig.Board.Site.Connectors.Select(connector => (int)connector.Meter.EnergyImportWh)];
        _station = rig.Start();
    }

    /// <summary>Runs it on the rig's loop.</summary>
    /// <exception cref="CrashException">What must hold does not.</exception>
    public static async Task RunAsync(Rig rig, ulong seed, int kills)
    {
        var story = new Story(rig, RandomSource.Seeded(seed).Fork("story"), kills);
        try
        {
            await story.SetUpAsync();
            while (story._killsLeft > 0)
            {
                await story.SessionAsync();
            }

            await story.SettleAsync();
        }
        catch (TimeoutException late)
        {
            throw new CrashException(late.Message);
        }
        finally
        {
            rig.Log($"the station said last: {story._station.Said}");
            story._station.Dispose();
        }
    }

    private async Task SetUpAsync()
    {
        await OnlineAsync();
        foreach (var (key, value) in new[] { ("StopTxnSampledData", "Energy.Active.Import.Register"), ("MeterValueSampleInterval", "1") })
        {
            await _rig.Station.CallAsync(Ocpp16Catalog.ChangeConfiguration, new ChangeConfigurationRequest { Key = key, Value = value });
        }

        // A second car for the whole story: kills then meet two transactions.
        if (_chance.Next(0, 2) == 0)
        {
            Plug(2);
            Swipe(DcTag);
            await _rig.UntilAsync(() => _rig.Station.Sessions.Any(), TimeSpan.FromSeconds(10));
        }
    }

    private async Task SessionAsync()
    {
        Draw();
        await SeenAsync(plugged: false);
        Plug(1);
        await MayKillAsync(Step.Plugged, 50, 1500);
        await StartAsync();
        await MayKillAsync(Step.Charging, 50, 4000);
        await WaitAsync(_chance.Next(500, 2500));
        await StopAsync();
        await UnplugAsync(1);
        await MayKillAsync(Step.Unplugged, 50, 1500);
    }

    private void Draw()
    {
        _plan.Clear();
        var steps = Enum.GetValues<Step>();
        while (_plan.Count < 3)
        {
            _plan.Add(steps[_chance.Next(0, steps.Length)]);
        }
    }

    private async Task StartAsync()
    {
        var contactor = _rig.Board.Site.Connector(1).Contactor;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await OnlineAsync();
            await SeenAsync(plugged: true);
            if (_plan.Remove(Step.StartCut))
            {
                await CutAsync("StartTransaction", _cutStarts);
            }
            else
            {
                Swipe(AcTag);
                await MayKillAsync(Step.Swiped, 50, 3000);
            }

            if (await _rig.UntilAsync(() => contactor.MainsClosed, TimeSpan.FromSeconds(10)))
            {
                return;
            }
        }

        throw new CrashException(_rig.Fault ?? "the driver held the card there five times and was never charged");
    }

    private async Task StopAsync()
    {
        if (!_rig.Board.Site.Connector(1).Contactor.MainsClosed)
        {
            return;
        }

        await OnlineAsync();
        if (_plan.Remove(Step.StopCut))
        {
            await CutAsync("StopTransaction", _cutStops);
        }
        else
        {
            Swipe(AcTag);
            await MayKillAsync(Step.SwipedAgain, 50, 2000);
        }

        await WaitAsync(1000);
    }

    /// <summary>
    /// The message goes out, is taken, and the connection is cut in the place of an answer; the station is killed before or after it
    /// has connected again.
    /// </summary>
    private async Task CutAsync(string action, HashSet<long> cut)
    {
        SessionRecord? reported = null;
        void Note(SessionRecord record) => reported ??= record.ConnectorId == 1 ? record : null;
        _rig.Csms.SessionStarted += action == "StartTransaction" ? Note : null;
        _rig.Csms.SessionStopped += action == "StopTransaction" ? Note : null;
        _rig.Misbehaviour.At(Rig.StationId).HangUpOnNext(action);
        _rig.Log($"the next {action} is cut");

        // A driver shows the card again when nothing happens: a reader takes no notice of one that it has read just before.
        for (var attempt = 0; attempt < 3 && reported is null; attempt++)
        {
            Swipe(AcTag);
            await _rig.UntilAsync(() => reported is not null, TimeSpan.FromSeconds(10));
        }

        if (reported is null)
        {
            throw new CrashException(_rig.Fault ?? $"three swipes brought no {action} within 10 s each");
        }

        _rig.Csms.SessionStarted -= Note;
        _rig.Csms.SessionStopped -= Note;
        cut.Add(reported.Id);
        await KillAsync(0, 2000);
    }

    private async Task MayKillAsync(Step step, int fromMs, int toMs)
    {
        if (_plan.Remove(step))
        {
            await KillAsync(fromMs, toMs);
        }
    }

    /// <summary>Kills it a while from now, and now and then once more while it starts.</summary>
    private async Task KillAsync(int fromMs, int toMs)
    {
        do
        {
            if (_killsLeft == 0)
            {
                return;
            }

            _killsLeft--;
            await WaitAsync(_chance.Next(fromMs, toMs));
            await _falls.KillAsync(_station);
            _station.Dispose();
            _bootsBefore = _rig.Station.Boots;
            _statusBefore = StatusOfFirst();
            _station = _rig.Start();
            (fromMs, toMs) = (50, 2500);
        }
        while (_chance.Next(0, 3) == 0);
    }

    private async Task SettleAsync()
    {
        await UnplugAsync(1);
        await UnplugAsync(2);
        await OnlineAsync();
        await _rig.RequireAsync(
            "every transaction is stopped", () => _rig.Station.Sessions.All(transaction => !transaction.IsRunning), s_patience);
        await _rig.RequireAsync("every cut message is sent again", AreCutsSentAgain, s_patience);
        if (await _station.EndAsync(TimeSpan.FromSeconds(30)) is not 0 and var code)
        {
            throw new CrashException($"SIGTERM ended it with exit code {code}: {_station.Said}");
        }

        Account.Check(_rig, _meterBefore);
    }

    private bool AreCutsSentAgain() =>
        _cutStarts.All(id => _rig.Csms.Sessions.Find(id)!.StartsReceived > 1) && _cutStops.All(id => _rig.Csms.Sessions.Find(id)!.StopsReceived > 1);

    private Task OnlineAsync() => _rig.RequireAsync(
        "the station is online",
        () => _rig.Station is { IsConnected: true } station && station.StatusOf(1) is not null && station.Boots > _bootsBefore,
        s_patience);

    /// <summary>
    /// Both connectors share the reader: while another car stands there, a card that is shown before the station has seen the plug, or the
    /// one before go, means that car.
    /// </summary>
    private async Task SeenAsync(bool plugged)
    {
        if (_rig.Board.Site.Connector(2).Outlet.Vehicle is not null)
        {
            await OnlineAsync();
            await _rig.RequireAsync(
                plugged ? "the plug of connector 1 is reported" : "connector 1 is reported as free",
                () => StatusOfFirst() is { } reported && !ReferenceEquals(reported, _statusBefore) && (reported.Status != "Available") == plugged,
                s_patience);
        }
    }

    private ConnectorRecord? StatusOfFirst() => _rig.Station.Connector(1);

    private void Plug(int connector)
    {
        _rig.Log($"plug {connector}");
        var site = _rig.Board.Site;
        if (site.Connector(connector).Outlet.PlugIn(site.Arrive(VehicleModels.Saloon)) is not PlugResult.Plugged and var refusal)
        {
            throw new CrashException($"connector {connector} cannot be plugged: {refusal}");
        }
    }

    private void Swipe(string tag)
    {
        _rig.Log($"swipe {tag}");
        _rig.Board.Site.Antennas.Values.Single().Hold(Convert.FromHexString(tag), TimeSpan.FromSeconds(1));
    }

    /// <summary>Pulls until the cable is out: a socket holds it until the station is back and has ended what it found.</summary>
    private async Task UnplugAsync(int connector)
    {
        _rig.Log(string.Create(CultureInfo.InvariantCulture, $"unplug {connector}"));
        var outlet = _rig.Board.Site.Connector(connector).Outlet;
        await _rig.RequireAsync(
            $"the cable of connector {connector} comes out",
            () =>
            {
                outlet.Unplug(CableEnd.Both, force: true);
                return outlet is { Vehicle: null, CableInSocket: false };
            },
            s_patience);
    }

    private Task WaitAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _rig.Loop.Time);
}
