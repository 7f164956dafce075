using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Cli.Api;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

/// <summary>A central system on a port of its own, with a past: CP1 is connected, CP 2/x was once.</summary>
internal sealed class ApiBench : IAsyncDisposable
{
    public const string Away = "CP 2/x";

    public static readonly DateTimeOffset Then = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentQueue<Exception> _faults = new();

    private ApiBench() => Loop = new ThreadLoop("central system", _faults.Enqueue);

    public ThreadLoop Loop { get; }

    public Csms Csms { get; private set; } = null!;

    public CentralApi Server { get; private set; } = null!;

    public HttpClient Client { get; } = new();

    /// <summary>The end of CP1.</summary>
    public ScriptedLink Station { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ApiBench> StartAsync(CentralApiOptions? options = null, CsmsOptions? csmsOptions = null)
    {
        var bench = new ApiBench();
        var store = new MemoryStore();
        bench.Csms = await bench.Loop.RunAsync(async () =>
        {
            await store.TakeSessionIdsAsync(2);
            await store.WriteAsync(Past());
            var csms = new Csms(bench.Loop, RandomSource.Seeded(1), [new Ocpp16Binding()], csmsOptions, store);
            await csms.RestoreAsync();
            return csms;
        });
        bench.Station = await bench.ConnectAsync("CP1");
        bench.Server = await CentralApi.StartAsync(bench.Csms, (options ?? new CentralApiOptions()) with { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        bench.Client.BaseAddress = new Uri($"http://{bench.Server.Address}");
        return bench;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Loop.Dispose();
        Assert.Empty(_faults);
    }

    /// <summary>A station dials in.</summary>
    public Task<ScriptedLink> ConnectAsync(string id) => Loop.RunAsync(() =>
    {
        var link = new ScriptedLink(Loop);
        Csms.Accept(id, link);
        return Task.FromResult(link);
    });

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string method, string path, string? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (key is not null)
        {
            request.Headers.Add("X-API-Key", key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using var response = await Client.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>A station reports a session: it gets the next id.</summary>
    public Task StartSessionAsync(string station, int connectorId) => Loop.RunAsync(() =>
        Csms.Sessions.StartAsync(new SessionStart(station, connectorId, "BOB", Then, 0), TokenStatus.Accepted));

    /// <summary>An answer that is 200.</summary>
    public async Task<JsonElement> AskAsync(string method, string path, string? body = null)
    {
        var (status, answer) = await SendAsync(method, path, body);
        Assert.True(status == HttpStatusCode.OK, $"{method} {path}: {status} {answer}");
        return answer;
    }

    /// <summary>A problem document of that status.</summary>
    public async Task<JsonElement> RefusedAsync(int status, string method, string path, string? body = null)
    {
        var (was, problem) = await SendAsync(method, path, body);
        Assert.True((int)was == status, $"{method} {path}: {was} {problem}");
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem;
    }

    private static StoreChange[] Past() =>
    [
        new StoreChange.Station(new StationRecord("CP1") { Vendor = "V", Model = "M", Registration = RegistrationState.Accepted, BootedAt = Then, Boots = 1 }),
        new StoreChange.Station(new StationRecord(Away) { Subprotocol = "ocpp1.6" }),
        new StoreChange.Connector(new ConnectorRecord("CP1", null, 0, "Available", Then, Then)),
        new StoreChange.Connector(new ConnectorRecord("CP1", null, 3, "Available", Then, Then)),
        new StoreChange.Connector(new ConnectorRecord("CP1", null, 2, "Available", Then, Then) { ErrorCode = "NoError" }),
        new StoreChange.Connector(new ConnectorRecord("CP1", null, 1, "Charging", Then, Then) { ErrorCode = "NoError" }),
        new StoreChange.Configuration(new ConfigurationRecord("CP1", "HeartbeatInterval", "300", false, Then)),
        new StoreChange.Configuration(new ConfigurationRecord("CP1", "AuthorizationKey", "hunter2", false, Then)),
        new StoreChange.Reservation(new ReservationRecord("CP1", 1, 2, "ADA", null, DateTimeOffset.MaxValue)),
        new StoreChange.Profile(new ProfileRecord("CP1", 0, 9, "ChargePointMaxProfile", 1, """{"chargingProfileId":9}""")),
        new StoreChange.LocalList(new LocalListRecord("CP1", 3, [new TokenRecord("ADA", TokenStatus.Accepted, "G", Then)])),
        new StoreChange.Session(Session(1) with { StartTime = Then.AddHours(-2), StopsReceived = 1, MeterStopWh = 4_000, StopTime = Then.AddHours(1), StopReason = "Local" }),
        new StoreChange.Session(Session(2)),
        new StoreChange.Values("CP1", 1, 2, [new MeterSample(Then, "1500", null, null, null, null, null, "Wh")]),
        new StoreChange.State(new StateEntry("CP1", Then, StateKind.Status, 1, "Charging", null)),
        new StoreChange.Maintenance(new MaintenanceRequest("CP1", MaintenanceKind.Diagnostics, "ftp://files/in", Then, "Uploaded", Then)),
        new StoreChange.Token(new TokenRecord("ADA", TokenStatus.Blocked, "G", Then)),
        new StoreChange.Frame(new FrameRecord(
            "CP1", Then, FrameDirection.Sent, "ChangeConfiguration", """[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"hunter2"}]""")),
    ];

    private static SessionRecord Session(long id) => new(id, $"{id}", "CP1", 1, "ADA", Then, 1_000) { StartedAt = Then };
}
