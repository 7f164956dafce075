using ChargerFirmware.Central.Cli.Api.Adapters;
using ChargerFirmware.Central.Cli.Api.Events;
using Microsoft.AspNetCore.Http;

namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>What happens, as it happens.</summary>
internal sealed class EventRoutes(EventFeed feed)
{
    private static readonly Parameter s_kinds = Parameter.Texts("kinds", $"kinds of events, some of {string.Join(", ", EventKind.All)},", 40);

    public IEnumerable<ApiRoute> All() =>
    [
        new(
            "GET", "/api/v1/events",
            "Events as they happen, as Server-Sent Events or over a WebSocket, one JSON object each; all but frames where no kinds are named. " +
            "A reader that is too slow loses the oldest and gets an event of kind lost with their count",
            [Parameter.Text("station", "a station's id", 255), s_kinds], typeof(CentralEvent), _ => throw new InvalidOperationException("it is a stream"))
        {
            Tag = "events",
            ContentType = "text/event-stream",
            ServeAsync = ServeAsync,
            Refusals = [503],
        },
    ];

    private async Task ServeAsync(HttpContext context, ApiRequest request)
    {
        var kinds = request.Texts(s_kinds.Name) ?? EventKind.Usual;
        if (kinds.FirstOrDefault(kind => !EventKind.All.Contains(kind)) is { } unknown)
        {
            throw new ApiException(400, $"kinds: expected some of {string.Join(", ", EventKind.All)}, found '{Bench.Quoted.Short(unknown)}'");
        }

        using var reader = feed.Open(request.Text("station"), kinds);
        await EventStream.ServeAsync(context, reader);
    }
}
