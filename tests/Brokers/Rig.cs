using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ChargerFirmware.Tests.Brokers;

/// <summary>A folder, a broker and an emulator of one check's own.</summary>
internal sealed class Rig : IDisposable
{
    public const string Root = "charger/EMU-0001";

    private readonly List<Worker> _workers = [];
    private Worker? _broker;

    private Rig()
    {
        Folder = Directory.CreateTempSubdirectory("brokers-").FullName;
        Port = FreePort();
    }

    /// <summary>For certificates, passwords and stores.</summary>
    public string Folder { get; }

    /// <summary>Where the broker listens.</summary>
    public int Port { get; }

    /// <returns>What went wrong; null when all was well.</returns>
    public static async Task<string?> RunAsync(string name, Func<Rig, Task> check)
    {
        var began = Stopwatch.GetTimestamp();
        using var rig = new Rig();
        string? problem = null;
        try
        {
            await check(rig);
        }
        catch (Exception failure) when (failure is CheckException or HttpRequestException or TimeoutException or System.ComponentModel.Win32Exception)
        {
            problem = failure.Message;
        }

        Console.WriteLine(
            $"{(problem is null ? "passed " : "FAILED ")} {name} ({Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s)"
            + (problem is null ? "" : $"{Environment.NewLine}    {problem}{Environment.NewLine}{string.Join(Environment.NewLine, rig._workers.Select(worker => worker.Tail()))}"));
        return problem;
    }

    public Worker Run(string name, string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
    {
        var worker = new Worker(name, program, arguments, variables);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Runs a tool to its end.</summary>
    /// <exception cref="CheckException">It failed.</exception>
    public async Task ToolAsync(string program, params string[] arguments)
    {
        using var tool = new Worker(program, program, arguments);
        if (await tool.EndAsync() != 0)
        {
            throw new CheckException($"{program} {string.Join(' ', arguments)} failed{Environment.NewLine}{tool.Tail()}");
        }
    }

    /// <summary>Starts a broker, which logs every packet.</summary>
    public async Task<Worker> BrokerAsync(params string[] lines)
    {
        var file = Path.Combine(Folder, "mosquitto.conf");
        await File.WriteAllLinesAsync(file, [$"listener {Port} 127.0.0.1", "log_type all", "user root", .. lines.Length > 0 ? lines : ["allow_anonymous true"]]);
        _broker = Run("mosquitto", Find("mosquitto"), ["-c", file]);
        await _broker.UntilAsync("running");
        return _broker;
    }

    /// <summary>Hears everything, from before the next line on.</summary>
    public async Task<Listener> ListenAsync(string id = "listener", params string[] arguments)
    {
        var worker = Run(
            "mosquitto_sub", "mosquitto_sub",
            ["-h", "127.0.0.1", "-p", $"{Port}", "-q", "1", "-t", "#", "-F", Heard.Format, "--id", id, .. arguments]);
        await _broker!.UntilAsync($"Sending SUBACK to {id}");
        return new Listener(worker);
    }

    /// <summary>Says something.</summary>
    public Task PublishAsync(string topic, string payload, params string[] arguments) =>
        ToolAsync("mosquitto_pub", ["-h", "127.0.0.1", "-p", $"{Port}", "-q", "1", "-t", $"{Root}/{topic}", "-m", payload, .. arguments]);

    /// <summary>Starts an emulator that publishes to the broker.</summary>
    public async Task<Emulator> EmulateAsync(string address, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
    {
        var worker = Run(
            "emulator", Emulator.Program,
            ["run", "--headless", "--api", "127.0.0.1:0", "--csms-port", "0", "--log-level", "Debug", "--store", Path.Combine(Folder, "store"), .. arguments],
            [("CHARGER_MQTT", address), .. variables]);
        var line = await worker.UntilAsync("http://");
        return new Emulator(worker, new Uri(line));
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
        {
            worker.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static string Find(string program) => File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
