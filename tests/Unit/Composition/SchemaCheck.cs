using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace ChargerFirmware.Tests.Unit.Composition;

/// <summary>Judges a board's file by a schema as an editor would: the validator is somebody else's.</summary>
internal static class SchemaCheck
{
    /// <summary>A branch that does not hold is no fault of the file.</summary>
    private static readonly string[] s_branches = ["/if", "/anyOf/"];

    private static readonly EvaluationOptions s_options = new() { OutputFormat = OutputFormat.List };

    /// <summary>Where and how <paramref name="value"/> does not follow the schema.</summary>
    public static IReadOnlyList<string> Violations(JsonSchema schema, JsonNode value)
    {
        var result = schema.Evaluate(JsonSerializer.SerializeToElement(value), s_options);
        return result.IsValid ? [] : [.. Reasons(result).DefaultIfEmpty("no reason given")];
    }

    private static IEnumerable<string> Reasons(EvaluationResults result) =>
        from detail in result.Details ?? []
        where detail.Errors is not null && !s_branches.Any(detail.EvaluationPath.ToString().Contains)
        from error in detail.Errors!
        select $"{detail.InstanceLocation}: {error.Value}";
}
