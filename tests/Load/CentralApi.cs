using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChargerFirmware.Tests.Load;

/// <summary>What the central system has kept, read over its HTTP interface. All that is known here of that interface stands here.</summary>
internal sealed class CentralApi(Uri address) : IDisposable
{
    private const int PageSize = 500;

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>All sessions in the order of their ids.</summary>
    public async Task<IReadOnlyList<StoredSession>> SessionsAsync()
    {
        var sessions = new List<StoredSession>();
        while (true)
        {
            var after = sessions.Count == 0 ? 0 : sessions[^1].Id;
            var page = await GetAsync($"api/v1/sessions?after={after}&limit={PageSize}");
            sessions.AddRange(page.EnumerateArray().Select(Session));
            if (page.GetArrayLength() < PageSize)
            {
                return sessions;
            }
        }
    }

    /// <summary>The register readings of a session, in the order in which they came.</summary>
    public async Task<IReadOnlyList<SentValue>> ValuesAsync(long session)
    {
        var values = await GetAsync($"api/v1/sessions/{session}/samples");
        return
        [
            .. values.EnumerateArray()
                .Where(value => value.GetProperty("measurand").GetString() == "Energy.Active.Import.Register")
                .Select(value => new SentValue(
                    value.GetProperty("time").GetDateTimeOffset(), long.Parse(value.GetProperty("value").GetString()!, CultureInfo.InvariantCulture))),
        ];
    }

    public void Dispose() => _http.Dispose();

    private Task<JsonElement> GetAsync(FormattableString path) => _http.GetFromJsonAsync<JsonElement>(path.ToString(CultureInfo.InvariantCulture));

    private static StoredSession Session(JsonElement session) => new(
        session.GetProperty("id").GetInt64(),
        session.GetProperty("station").GetString()!,
        session.GetProperty("connector_id").GetInt32(),
        session.GetProperty("id_token").GetString()!,
        session.GetProperty("start_time").GetDateTimeOffset(),
        session.GetProperty("meter_start_wh").GetInt64(),
        Given(session, "stop_time")?.GetDateTimeOffset(),
        Given(session, "meter_stop_wh")?.GetInt64(),
        Given(session, "stop_reason")?.GetString());

    private static JsonElement? Given(JsonElement session, string member) =>
        session.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
