using ChargerFirmware.Central.Cli.Docs;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Central.Cli.Prompt;
using ChargerFirmware.Tests.Unit.Ocpp16;

namespace ChargerFirmware.Tests.Unit.CentralCli.Docs;

public sealed class MessageFieldTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Actions => [.. Ocpp16Catalog.All.Actions.Select(action => action.Name)];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Fields_are_as_the_standard_has_them(string name)
    {
        Ocpp16Catalog.All.TryFind(name, out var action);

        // One type serves both messages that sample values; the standard's form of StopTransaction alone lacks Hertz.
        var request = Fields(MessageField.Of(action!.RequestForm));
        Assert.Equal(Facts(Field.Messages[name + "Request"].Members), name == "StopTransaction" ? request.Replace("|Hertz", "") : request);
        Assert.Equal(Facts(Field.Messages[name + "Response"].Members), Fields(MessageField.Of(action.ResponseForm)));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void Examples_are_right_messages(string name)
    {
        Ocpp16Catalog.All.TryFind(name, out var action);

        Assert.Empty(action!.InspectRequest(PayloadBuilder.Encode(ExampleMessages.Request(name, s_now)), Strictness.Strict).Faults);
        Assert.Empty(action.InspectResponse(PayloadBuilder.Encode(ExampleMessages.Response(name, s_now)), Strictness.Strict).Faults);
    }

    private static string Facts(IEnumerable<Field> fields, string indent = "") => string.Concat(fields.Where(field => field.Name != "[]")
        .OrderBy(field => field.Name, StringComparer.Ordinal)
        .Select(field => $"{indent}{field.Name}{(field.IsRequired ? "*" : "")}: {(field.IsList ? "list of " : "")}{TypeOf(field)}\n"
            + Facts(field.Members, indent + "  ")));

    private static string TypeOf(Field field) => field switch
    {
        { IsList: true, HasObjects: false } => TypeOf(field.Members[0]),
        { Type: "list" or "object" } => "object",
        { Type: "enum" } => string.Join('|', field.Words),
        { Type: "time" } => "dateTime",
        { Type: "wide" } => "integer",
        { Type: "tenth" } => "decimal, steps of 0.1",
        { MaxLength: { } length } => $"string({length})",
        _ => field.Type,
    };

    private static string Fields(IEnumerable<MessageField> fields, string indent = "") => string.Concat(fields
        .OrderBy(field => field.Name, StringComparer.Ordinal)
        .Select(field => $"{indent}{field.Name}{(field.IsRequired ? "*" : "")}: {field.Type}\n" + Fields(field.Members, indent + "  ")));
}
