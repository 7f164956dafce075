using System.Net.Http.Json;

namespace ChargerFirmware.Tests.Brokers;

/// <summary>An emulator in a process of its own, driven over HTTP.</summary>
internal sealed class Emulator(Worker worker, Uri api)
{
    private static readonly HttpClient s_http = new();

    public Worker Worker { get; } = worker;

    /// <summary>The emulator of the same build as this program.</summary>
    public static string Program
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            var program = Path.Combine(own.Parent!.Parent!.FullName, "Emulator.Cli", own.Name, "emulator");
            return File.Exists(program) ? program : throw new CheckException($"the emulator has not been built: {program}");
        }
    }

    public Task PlugAsync() => PostAsync("connectors/1/plug-in");

    public Task SwipeAsync() => PostAsync("connectors/1/swipe?id_tag=04A1B2C3");

    /// <summary>Breaks something of the whole station.</summary>
    public Task FaultAsync(string name) => JsonAsync("connectors/0/fault", new { error_code = name });

    public Task ClearAsync() => JsonAsync("connectors/0/clear-fault", new { });

    private async Task PostAsync(string path) => await RequireAsync(await s_http.PostAsync(new Uri(api, path), null));

    private async Task JsonAsync(string path, object body) => await RequireAsync(await s_http.PostAsJsonAsync(new Uri(api, path), body));

    private static async Task RequireAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            if (!answer.IsSuccessStatusCode)
            {
                throw new CheckException($"the emulator answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }
        }
    }
}
