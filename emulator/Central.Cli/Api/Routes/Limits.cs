namespace ChargerFirmware.Central.Cli.Api.Routes;

/// <summary>How many of something a request gets.</summary>
internal static class Limits
{
    public const int Usual = 100;

    public static Parameter Parameter { get; } = Api.Parameter.Whole("limit", 1, 1_000);

    public static int Of(ApiRequest request) => request.Int(Parameter.Name) ?? Usual;
}
