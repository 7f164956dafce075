using ChargerFirmware.Central.Adapters;
using ChargerFirmware.Central.Cli.Prompt;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central.Ocpp16.Rules;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores;
using ChargerFirmware.EventLoop;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Central.Cli;

/// <summary>A central system with its store, its judge and its port.</summary>
internal sealed class RunningCentralSystem : ICentralSystem, IAsyncDisposable
{
    private readonly CsmsServer _server;
    private BootAnswer? _bootAnswer;
    private bool _isStopped;

    private RunningCentralSystem(Csms csms, Judge? judge, CsmsServer server)
    {
        Csms = csms;
        Judge = judge;
        _server = server;
    }

    int? ICentralSystem.Port => Port;

    public IReadOnlyList<string> Violations =>
        [.. (Judge?.Violations ?? []).Select(violation => $"cp#{violation.Station}: {violation.Kind}: {violation.Description}")];

    /// <summary>Used on its loop.</summary>
    public Csms Csms { get; }

    /// <summary>What it finds stations do wrong; null where nobody looks. Used on the loop.</summary>
    public Judge? Judge { get; }

    public int Port => _server.Port;

    /// <summary>The URL that stations connect to; their identity follows as one more segment.</summary>
    public Uri Endpoint => _server.Endpoint;

    /// <summary>Goes on from what the store holds, and begins to listen. Called outside of the loop, which must turn.</summary>
    /// <param name="store">See <see cref="CentralStores.OpenAsync"/>.</param>
    /// <exception cref="IOException">It cannot listen there.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static async Task<RunningCentralSystem> StartAsync(
        Loop loop, RandomSource random, string store, CsmsOptions options, CsmsServerOptions port, bool isJudged, ILogger logger)
    {
        var opened = await CentralStores.OpenAsync(store, loop, logger);
        try
        {
            var (csms, judge) = await loop.RunAsync(async () =>
            {
                var made = new Csms(loop, random, [new Ocpp16Binding()], options, opened);
                var found = isJudged ? new Judge(made, [new Ocpp16Rules()]) : null;
                Watch(made, found, logger);
                await made.RestoreAsync();
                return (made, found);
            });
            var running = new RunningCentralSystem(csms, judge, await CsmsServer.StartAsync(loop, csms, port));
            loop.Post(() => csms.StationConnected += running.Settle);
            return running;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public void AnswerBoots(RegistrationState status, int heartbeatIntervalSeconds)
    {
        _bootAnswer = new BootAnswer(status, heartbeatIntervalSeconds);
        foreach (var station in Csms.Stations)
        {
            Settle(station);
        }
    }

    public void PingEvery(TimeSpan interval) => _server.PingInterval = interval;

    public Task StopAsync() => DisposeAsync().AsTask();

    /// <summary>Closes all connections, keeps what is under way, and lets go of the store. The loop must turn.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        await _server.DisposeAsync();
        await LastTurnAsync();
        await Csms.Store.DisposeAsync();
    }

    /// <summary>The ends of the connections are turns of their own, and are kept as well.</summary>
    private async Task LastTurnAsync()
    {
        var turned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Csms.Loop.PostBehind(turned.SetResult);
        await turned.Task;
    }

    private void Settle(ConnectedStation station) => station.BootAnswer = _bootAnswer ?? station.BootAnswer;

    private static void Watch(Csms csms, Judge? judge, ILogger logger)
    {
        csms.Faulted += (where, fault) =>
        {
            if (fault is StoreException)
            {
                // Its message says all; there may be many while a disk is full.
                logger.LogError("{Where}: {Reason}", where, fault.Message);
            }
            else
            {
                logger.LogError(fault, "The central system failed at {Where}; stations and their connections go on", where);
            }
        };
        if (judge is null)
        {
            csms.Refused += (identity, why) => logger.LogWarning("{Station}: {Reason}", identity, why);
        }
        else
        {
            judge.ViolationFound += violation =>
                logger.LogWarning("{Station} {Kind}: {Description}", violation.Station, violation.Kind, violation.Description);
        }

        _ = new FrameKeeper(csms);
    }
}
