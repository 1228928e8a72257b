"""Settings of the REST API and of its document."""

from config import env

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "organization.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["common.api.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "common.api.negotiation.Negotiation",
    "DEFAULT_METADATA_CLASS": "common.api.metadata.Metadata",
    "DEFAULT_PAGINATION_CLASS": "common.api.cursors.Cursor",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "common.api.throttles.OfStrangers",
        "common.api.throttles.OfPeople",
        "common.api.throttles.OfScopes",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.rate("JIEPAI_ANONYMOUS_RATE", "30/min"),
        "user": env.rate("JIEPAI_API_RATE", "600/min"),
        "submit": env.rate("JIEPAI_SUBMIT_RATE", "60/min"),
    },
    "EXCEPTION_HANDLER": "common.api.errors.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "NUM_PROXIES": 0,
    "STRICT_JSON": True,
    "COERCE_DECIMAL_TO_STRING": True,
    "LIST_SERIALIZER_ERRORS_AS_DICT": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Jiepai",
    "DESCRIPTION": "Where a telecom operator's departments coordinate their marketing.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVERS": [{"url": "/", "description": "This installation."}],
    "LICENSE": {"name": "Proprietary"},
    "GET_LIB_DOC_EXCLUDES": "common.api.document.silent_bases",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "common.api.document.of_all",
    ],
    "ENUM_NAME_OVERRIDES": {
        "MatchStateEnum": "customers.enums.MatchState",
        "ApprovalRoleEnum": "campaigns.enums.ApprovalRole",
        "BenefitKindEnum": "customers.enums.BenefitKind",
        "BenefitStateEnum": "resources.enums.BenefitState",
        "ContactClassEnum": "channels.enums.ContactClass",
        "CampaignStateEnum": "campaigns.enums.CampaignState",
        "FindingStateEnum": "findings.enums.FindingState",
        "JobStateEnum": "common.models.JobState",
        "CycleKindEnum": "campaigns.enums.CycleKind",
        "DraftKindEnum": "comms.enums.DraftKind",
        "DraftStateEnum": "comms.enums.DraftState",
        "RoleEnum": "organization.enums.Role",
        "SegmentKindEnum": "customers.enums.SegmentKind",
        "TouchKindEnum": "customers.enums.TouchKind",
    },
}
