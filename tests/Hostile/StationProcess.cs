using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile;

/// <summary>A program of ours in a process of its own; an emulator is driven over HTTP.</summary>
internal sealed class StationProcess : IDisposable
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(60) };

    private readonly Process _process;

    public StationProcess(string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables ?? [])
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Each line of standard output and standard error, as it came.</summary>
    public Awaited<string> Output { get; } = new();

    /// <summary>The root of the emulator's HTTP interface; known after <see cref="ReadyAsync"/>.</summary>
    public Uri Api { get; private set; } = new("http://127.0.0.1:1/");

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public StreamWriter Input => _process.StandardInput;

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Waits until the emulator says where its HTTP interface listens.</summary>
    public async Task<StationProcess> ReadyAsync()
    {
        var line = await Output.FirstAsync(
            "the address of the HTTP interface",
            line => line.StartsWith("http://", StringComparison.Ordinal) && line.TrimEnd().EndsWith("/status", StringComparison.Ordinal));
        Api = new Uri(line.TrimEnd());
        return this;
    }

    public Task PlugInAsync(int connector = 1) => PostAsync($"connectors/{connector}/plug-in");

    public Task SwipeAsync(int connector = 1, string idTag = "04A1B2C3") => PostAsync($"connectors/{connector}/swipe?id_tag={idTag}");

    public Task PlugOutAsync(int connector = 1) => PostAsync($"connectors/{connector}/plug-out");

    public async Task<JsonElement> ConnectorAsync(int connector = 1) => await s_http.GetFromJsonAsync<JsonElement>(new Uri(Api, $"connectors/{connector}"));

    /// <exception cref="CheckException">The answer is not one of success.</exception>
    public async Task<string> PostAsync(string path, object? body = null)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new CheckException($"POST {path}: {(int)answer.StatusCode} {text}");
    }

    public Task<string> GetAsync(string path) => s_http.GetStringAsync(new Uri(Api, path));

    /// <summary>Whatever the answer is; the caller disposes of it.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Api, path));
        request.Content = body is null ? null : body as HttpContent ?? JsonContent.Create(body);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await s_http.SendAsync(request);
    }

    public void Signal(int signal)
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
            kill.WaitForExit();
        }
    }

    /// <summary>SIGKILL; returns when the process is gone.</summary>
    public async Task KillAsync()
    {
        Signal(9);
        await ExitAsync();
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public Task<int> TerminateAsync(TimeSpan? within = null)
    {
        Signal(15);
        return ExitAsync(within);
    }

    /// <exception cref="CheckException">It is still there.</exception>
    public async Task<int> ExitAsync(TimeSpan? within = null)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(within ?? Rig.Patience);
        }
        catch (TimeoutException)
        {
            throw new CheckException($"process {_process.Id} did not end");
        }

        return _process.ExitCode;
    }

    public string Tail(int lines = 40) =>
        string.Join(Environment.NewLine, Output.Items.TakeLast(lines).Select(line => $"    {line[..Math.Min(line.Length, 240)]}"));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            Output.Add(line);
        }
    }
}
