using System.Globalization;
using System.Text.Json;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Bench.Language;

/// <summary>Whom the central system sends ahead, and for whom it keeps connectors free.</summary>
internal static class ListVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        CentralSystemVerbs.Call(
            "send-list", "send-list VERSION Full|Differential [TAG[=STATUS[/PARENT]]|TAG=-]...", "SendLocalList; TAG alone is Accepted, TAG=- takes it off",
            "SendLocalList", (_, words) => SendList(words)),
        CentralSystemVerbs.Call(
            "reserve", "reserve ID [N] TAG for DURATION [parent TAG]", "ReserveNow, N=0 for any connector", "ReserveNow", Reserve) with
        {
            Needs = static (needs, words) =>
            {
                NextId(words);
                needs.Connector(TakeHolder(needs.Spoken, words).Connector);
            },
        },
        CentralSystemVerbs.Call("cancel-reservation", "cancel-reservation ID", "CancelReservation", "CancelReservation", (_, words) =>
        {
            var id = NextId(words);
            return CentralSystemVerbs.Json(writer => writer.WriteNumber("reservationId", id));
        }),
    ];

    private static ReadOnlyMemory<byte> SendList(Words words)
    {
        var version = words.NextWhole("a version", int.MinValue);
        var type = words.NextName<UpdateType>();
        var tags = words.Rest().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return CentralSystemVerbs.Json(writer =>
        {
            writer.WriteNumber("listVersion", version);
            writer.WriteString("updateType", type.ToString());
            if (tags.Length > 0)
            {
                writer.WriteStartArray("localAuthorizationList");
                foreach (var tag in tags)
                {
                    WriteEntry(writer, tag);
                }

                writer.WriteEndArray();
            }
        });
    }

    private static void WriteEntry(Utf8JsonWriter writer, string text)
    {
        var (idTag, said) = text.Split('=', 2) is [var before, var after] ? (before, after) : (text, nameof(AuthorizationStatus.Accepted));
        writer.WriteStartObject();
        writer.WriteString("idTag", idTag);
        if (said != "-")
        {
            var parts = said.Split('/', 2);
            writer.WriteStartObject("idTagInfo");
            writer.WriteString("status", Words.RequireName<AuthorizationStatus>(parts[0]));
            if (parts.Length > 1)
            {
                writer.WriteString("parentIdTag", parts[1]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Reserve(Session session, Words words)
    {
        var id = NextId(words);
        var (connector, tag) = TakeHolder(session.Connector, words);
        if (!words.TryTake("for"))
        {
            throw new BenchException("expected 'for' and a duration: a reservation ends");
        }

        var expiry = session.Bench.Loop.Time.GetUtcNow() + words.NextDuration().Time;
        var parent = words.TryTake("parent") ? words.Next("the parent tag") : null;
        return CentralSystemVerbs.Json(writer =>
        {
            writer.WriteNumber("connectorId", connector);
            writer.WriteString("expiryDate", expiry.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("idTag", tag);
            writer.WriteNumber("reservationId", id);
            if (parent is not null)
            {
                writer.WriteString("parentIdTag", parent);
            }
        });
    }

    /// <summary>A tag of digits looks like a connector's number: only with another word ahead of 'for', it is one.</summary>
    /// <param name="spoken">The connector that is meant when none is named.</param>
    private static (int Connector, string Tag) TakeHolder(int spoken, Words words)
    {
        var first = words.Next("a connector or a tag");
        var isNumber = int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && words.Peek != "for" ? (number, words.Next("a tag")) : (spoken, first);
    }

    private static int NextId(Words words) => words.NextWhole("a reservation's id", int.MinValue);
}
