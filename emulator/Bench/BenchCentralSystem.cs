using System.Collections.Concurrent;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Central.Misbehaving;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central.Ocpp16.Rules;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp16;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Bench;

/// <summary>
/// The central system on the bench and the line to it. It has a loop of its own, so that nothing it meets, be it from the station on the
/// bench or from strangers that dial in, reaches the station's loop. Used on the loop of the station.
/// </summary>
public sealed class BenchCentralSystem
{
    private const int MaxFaults = 100;

    private readonly string _stationId;
    private readonly ILogger _logger;
    private readonly ConcurrentQueue<string> _faults = new();

    internal BenchCentralSystem(WorkbenchOptions options, Site site, RandomSource random, ILogger logger)
    {
        _stationId = options.StationId;
        _logger = logger;
        var loop = options.CentralSystemLoop ?? new GuestLoop(options.Loop, fault => NoteFault("a turn", fault));
        Csms = new Csms(loop, random.Fork("central system"), [new Ocpp16Binding()], Options(options), Store);
        Csms.Faulted += NoteFault;
        Csms.Station(_stationId);
        Judge = new Judge(Csms, [new Ocpp16Rules()], JudgeOptions(options));
        Misbehaviour = new Misbehaviour(Csms);
        Misbehaviour.Refused += Judge.NoteRefused;

        // Read on the loop of the central system; one bit, which needs no more than that.
        Misbehaviour.ContradictsLocalLists = () => site.Records.ContradictLocalLists;
        site.Records.AreRead = true;
        Network = new VirtualNetwork(options.Loop, random.Fork("network"), _stationId) { Spoken = [Ocpp16Catalog.Subprotocol] };
        Network.Accepted += (request, link) =>
        {
            var end = new LinkBetweenLoops(link, options.Loop, loop);
            loop.Post(() => Csms.Accept(request.Identity, end));
        };
    }

    /// <summary>Used on its own loop; in virtual time everybody is.</summary>
    public Csms Csms { get; }

    /// <summary>What it keeps; used on its own loop.</summary>
    public MemoryStore Store { get; } = new();

    /// <summary>What it finds stations do wrong; used on its own loop.</summary>
    public Judge Judge { get; }

    /// <summary>What goes wrong in it on purpose; used on its own loop.</summary>
    public Misbehaviour Misbehaviour { get; }

    /// <summary>What goes wrong in it on purpose for the station on the bench; used on its own loop.</summary>
    public StationBehaviour Behaviour => Misbehaviour.At(_stationId);

    /// <summary>The station on the bench as it knows it; used on its own loop.</summary>
    public ConnectedStation Station => Csms.Station(_stationId);

    /// <summary>The line, on the loop of the station.</summary>
    public VirtualNetwork Network { get; }

    /// <summary>Faults in the central system's own logic, each with its place; the latest of them, where there were many.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Does something on the loop of the central system, and comes back with what it returns.</summary>
    /// <param name="work">Gets the central system, and the station on the bench as that knows it.</param>
    public Task<T> AskAsync<T>(Func<Csms, ConnectedStation, Task<T>> work) => Csms.Loop.RunAsync(() => work(Csms, Csms.Station(_stationId)));

    /// <inheritdoc cref="AskAsync{T}(Func{Csms, ConnectedStation, Task{T}})"/>
    public Task<T> AskAsync<T>(Func<Csms, ConnectedStation, T> work) => AskAsync((csms, station) => Task.FromResult(work(csms, station)));

    /// <inheritdoc cref="AskAsync{T}(Func{Csms, ConnectedStation, Task{T}})"/>
    public Task AskAsync(Action<Csms, ConnectedStation> work) => AskAsync((csms, station) =>
    {
        work(csms, station);
        return true;
    });

    /// <summary>In real time strangers dial in: their outlets are not known, and some still know the central system of before the last restart.</summary>
    private static CsmsOptions Options(WorkbenchOptions options) => new() { ServesUnbootedStations = IsOpenToStrangers(options) };

    private static JudgeOptions JudgeOptions(WorkbenchOptions options) =>
        IsOpenToStrangers(options) ? new JudgeOptions() : new JudgeOptions { MostPowerW = options.Board.Connectors.Max(PowerW) };

    private static bool IsOpenToStrangers(WorkbenchOptions options) => options.CentralSystemLoop is not null;

    /// <summary>What an outlet delivers at most, with the current that flows until an over-current is switched off.</summary>
    private static double PowerW(ConnectorRoles roles) =>
        1.5 * (roles.MaxPowerW ?? (roles.MaxCurrentA * (roles.Current == CurrentKind.Ac ? 230 * roles.Phases : roles.MaxVoltageV ?? 1000)));

    /// <summary>On the loop of the central system: what failed there is logged and kept, and stops nobody.</summary>
    private void NoteFault(string where, Exception fault)
    {
        _logger.LogError(fault, "The central system on the bench failed at {Where}; stations and their connections go on", where);
        _faults.Enqueue($"{where}: {fault.GetType().Name}: {fault.Message}");
        while (_faults.Count > MaxFaults)
        {
            _faults.TryDequeue(out _);
        }
    }
}
