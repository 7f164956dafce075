using System.Collections.Concurrent;
using System.Diagnostics;

namespace ChargerFirmware.Tests.Hostile;

/// <summary>What one check has to itself: a folder, processes, central systems. All of it ends with the check.</summary>
internal sealed class Rig : IAsyncDisposable
{
    /// <summary>How long anything may take; generous, because it only bounds a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly ConcurrentQueue<StationProcess> _processes = new();
    private readonly ConcurrentQueue<CentralSystem> _centralSystems = new();

    private Rig() => Folder = Directory.CreateTempSubdirectory("hostile-").FullName;

    /// <summary>An empty folder; its name is not secret, its content is deleted.</summary>
    public string Folder { get; }

    /// <summary>The store of the station that <see cref="EmulatorAsync"/> starts.</summary>
    public string Store => Path.Combine(Folder, "store");

    public string StoreFile => Path.Combine(Store, "station.db");

    public static string Emulator => Program("Emulator.Cli", "emulator");

    public static string Charger => Program("Charger", "charger");

    /// <returns>Whether it passed, null where it could not be run; what happened is printed.</returns>
    public static async Task<bool?> RunAsync(ICheck check)
    {
        var began = Stopwatch.GetTimestamp();
        await using var rig = new Rig();
        Exception? failure = null;
        try
        {
            await check.RunAsync(rig);
        }
        catch (SkipException skipped)
        {
            Console.WriteLine($"skipped {check.Name}: {skipped.Message}");
            return null;
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(failure is null
            ? $"passed  {check.Name} ({took:F1} s)"
            : $"FAILED  {check.Name} ({took:F1} s){Environment.NewLine}    {(failure is CheckException ? failure.Message : failure)}{Environment.NewLine}{rig.Tails()}");
        return failure is null;
    }

    /// <summary>A central system of this check's own, on a free port of loopback.</summary>
    public CentralSystem CentralSystem()
    {
        var central = new CentralSystem();
        _centralSystems.Enqueue(central);
        return central;
    }

    /// <summary>Starts an emulator without console; its HTTP interface serves when this returns.</summary>
    /// <param name="central">Whom it dials; null: the central system it brings along.</param>
    public Task<StationProcess> EmulatorAsync(CentralSystem? central, params IEnumerable<string> arguments) =>
        Start(Emulator, EmulatorArguments(central, arguments)).ReadyAsync();

    /// <summary>The arguments that <see cref="EmulatorAsync"/> gives, for whoever starts it otherwise.</summary>
    public IEnumerable<string> EmulatorArguments(CentralSystem? central, params IEnumerable<string> arguments) =>
    [
        "run", "--headless", "--log-level", "Information",
        .. arguments.Contains("--api") ? (string[])[] : ["--api", "127.0.0.1:0"],
        .. arguments.Contains("--csms-port") ? (string[])[] : ["--csms-port", "0"],
        .. arguments.Contains("--store") ? (string[])[] : ["--store", Store],
        .. central is null ? (string[])[] : ["--csms", central.Url.ToString()],
        .. arguments,
    ];

    public StationProcess Start(string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)>? variables = null)
    {
        var process = new StationProcess(program, arguments, variables);
        _processes.Enqueue(process);
        return process;
    }

    /// <summary>Runs a tool to its end.</summary>
    /// <exception cref="CheckException">It failed.</exception>
    public static async Task<string> ToolAsync(string program, params string[] arguments)
    {
        using var tool = new StationProcess(program, arguments);
        return await tool.ExitAsync() == 0
            ? string.Join('\n', tool.Output.Items)
            : throw new CheckException($"{program} {string.Join(' ', arguments)} failed{Environment.NewLine}{tool.Tail()}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }

        foreach (var central in _centralSystems)
        {
            await central.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private string Tails() => string.Join(Environment.NewLine, _processes.Select(process => $"  process {process.Id}:{Environment.NewLine}{process.Tail()}"));

    /// <summary>A program of the same build as this one.</summary>
    private static string Program(string project, string name)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, name);
        return File.Exists(program) ? program : throw new CheckException($"has not been built: {program}");
    }
}
